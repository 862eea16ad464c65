extern alias protobufnet;

using System.Text;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Engine.Protobuf;
using protobufnet::Google.Protobuf.Reflection;
using Serializer = protobufnet::ProtoBuf.Serializer;

namespace PerfFunctions.Load.K6.Grpc;

/// <summary>Reads <c>.proto</c> files, with those that they import.</summary>
internal static class ProtoFiles
{
    private const int MaxCharacters = 1_000_000;
    private const int MaxNesting = 64;
    private const int MaxMistakes = 5;

    /// <summary>What the files describe.</summary>
    /// <param name="paths">Folders that they and their imports are looked for in.</param>
    /// <param name="files">The files.</param>
    /// <param name="read">The content of a file; null where there is none.</param>
    /// <exception cref="FormatException">A file is missing, or is not such a file.</exception>
    public static ProtoSchema Read(IReadOnlyList<string> paths, IReadOnlyList<string> files, Func<string, byte[]?> read)
    {
        // The reader takes no path that leads out of its folders.
        Dictionary<string, string> given = [];
        files.ToList().ForEach(file => given[K6Script.PathOf(file)] = file);
        FileDescriptorSet set = new() { FileSystem = new Folders(path => read(given.GetValueOrDefault(path, path))) };
        foreach (string path in paths.Count > 0 ? paths : [""])
        {
            set.AddImportPath(path);
        }

        if (given.FirstOrDefault(file => !set.Add(file.Key, includeInOutput: true)).Value is { } missing)
        {
            throw new FormatException($"'{missing}' is not among the files of the script");
        }

        set.Process();
        string[] mistakes = [.. set.GetErrors().Where(e => e.IsError).Select(e => $"{e.File} line {e.LineNumber}: {e.Message}").Take(MaxMistakes)];
        if (mistakes.Length > 0)
        {
            throw new FormatException(string.Join("; ", mistakes));
        }

        using MemoryStream bytes = new();
        set.Serialize((whole, _) => Write(bytes, whole), includeImports: true);
        return ProtoSchema.OfSet(bytes.ToArray());
    }

    private static bool Write(Stream to, FileDescriptorSet set)
    {
        Serializer.Serialize(to, set);
        return true;
    }

    // The reader calls itself for what is nested.
    private static string Checked(string file, string text)
    {
        int open = 0;
        int deepest = 0;
        foreach (char c in text)
        {
            open += c is '{' or '[' or '<' ? 1 : c is '}' or ']' or '>' ? -1 : 0;
            deepest = Math.Max(deepest, open);
        }

        return deepest <= MaxNesting && text.Length <= MaxCharacters
            ? text
            : throw new FormatException($"'{file}' is nested deeper than {MaxNesting} levels or has more than {MaxCharacters:N0} characters");
    }

    private sealed class Folders(Func<string, byte[]?> read) : IFileSystem
    {
        public bool Exists(string path) => read(path) is not null;

        public TextReader OpenText(string path) => new StringReader(Checked(path, Encoding.UTF8.GetString(read(path)!)));
    }
}
