using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace PerfFunctions.Engine.Protobuf;

/// <summary>Services and messages that some <c>.proto</c> files describe.</summary>
public sealed class ProtoSchema
{
    private const int MaxFiles = 1_000;

    private readonly Dictionary<string, ServiceDescriptor> _services;

    private ProtoSchema(IEnumerable<FileDescriptor> files) =>
        _services = files.SelectMany(f => f.Services).DistinctBy(s => s.FullName).ToDictionary(s => s.FullName);

    /// <summary>Full names of the services.</summary>
    public IReadOnlyCollection<string> Services => _services.Keys;

    /// <summary>Reads a <c>FileDescriptorSet</c>, as <c>protoc --include_imports --descriptor_set_out</c> writes it.</summary>
    /// <exception cref="FormatException">It is none, or lacks what its files import.</exception>
    public static ProtoSchema OfSet(ReadOnlySpan<byte> set)
    {
        try
        {
            return Of(FileDescriptorSet.Parser.ParseFrom(set).File);
        }
        catch (InvalidProtocolBufferException)
        {
            throw new FormatException("this is not a descriptor set");
        }
    }

    /// <summary>Reads files, each a <c>FileDescriptorProto</c>, in any order.</summary>
    /// <exception cref="FormatException">They do not describe anything, or lack what they import.</exception>
    public static ProtoSchema OfFiles(IEnumerable<ByteString> files)
    {
        try
        {
            return Of([.. files.Select(FileDescriptorProto.Parser.ParseFrom)]);
        }
        catch (InvalidProtocolBufferException)
        {
            throw new FormatException("these are not file descriptors");
        }
    }

    /// <summary>A method; null when there is none of this name.</summary>
    /// <param name="service">Full name of its service.</param>
    /// <param name="method">Its name.</param>
    public MethodDescriptor? Find(string service, string method) =>
        _services.GetValueOrDefault(service)?.FindMethodByName(method);

    /// <summary>Names of the methods of a service; empty for one that is not known.</summary>
    public IReadOnlyList<string> MethodsOf(string service) =>
        [.. _services.GetValueOrDefault(service)?.Methods.Select(m => m.Name) ?? []];

    private static ProtoSchema Of(IReadOnlyList<FileDescriptorProto> files)
    {
        if (files.Count is 0 or > MaxFiles)
        {
            throw new FormatException($"there are {files.Count} files, of which 1 to {MaxFiles} are allowed");
        }

        try
        {
            return new ProtoSchema(FileDescriptor.BuildFromByteStrings(InOrder(files).Select(f => f.ToByteString())));
        }
        catch (Exception e) when (e is DescriptorValidationException or ArgumentException
            or InvalidOperationException or InvalidProtocolBufferException)
        {
            throw new FormatException("the files do not fit together", e);
        }
    }

    // Each after those that it imports.
    private static List<FileDescriptorProto> InOrder(IReadOnlyList<FileDescriptorProto> files)
    {
        Dictionary<string, FileDescriptorProto> open = files.DistinctBy(f => f.Name).ToDictionary(f => f.Name);
        HashSet<string> done = [];
        List<FileDescriptorProto> order = [];
        while (open.Count > 0)
        {
            FileDescriptorProto? next = open.Values.FirstOrDefault(f => f.Dependency.All(done.Contains));
            if (next is null)
            {
                string? missing = open.Values.SelectMany(f => f.Dependency)
                    .FirstOrDefault(d => !done.Contains(d) && !open.ContainsKey(d));
                throw new FormatException(missing is null
                    ? "the files import each other in a circle"
                    : $"'{missing}' is imported and not there; protoc adds it with --include_imports");
            }

            open.Remove(next.Name);
            done.Add(next.Name);
            order.Add(next);
        }

        return order;
    }
}
