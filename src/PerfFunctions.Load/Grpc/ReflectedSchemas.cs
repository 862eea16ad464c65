using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Reflection.V1Alpha;
using PerfFunctions.Engine.Protobuf;

namespace PerfFunctions.Load.Grpc;

/// <summary>Asks servers what their services look like (gRPC server reflection), once for each service.</summary>
internal sealed class ReflectedSchemas
{
    private const int MaxFiles = 1_000;
    private const int MaxBytes = 16 * 1024 * 1024;

    private readonly Dictionary<(string Authority, string Service), Task<ProtoSchema>> _known = [];

    /// <summary>What a service looks like; a failed attempt is made again by the next call. Loop thread only.</summary>
    /// <param name="channel">Where it is.</param>
    /// <param name="service">Its full name.</param>
    /// <param name="headers">Metadata of the question.</param>
    /// <param name="limit">Longest time for the whole answer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RpcException">The server does not say.</exception>
    /// <exception cref="FormatException">What it says is wrong.</exception>
    /// <exception cref="TimeoutException">The answer takes too long.</exception>
    public Task<ProtoSchema> OfAsync(
        GrpcChannel channel, string service, Metadata headers, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue((channel.Target, service), out Task<ProtoSchema>? schema)
            || schema is { IsCompleted: true, IsCompletedSuccessfully: false })
        {
            _known[(channel.Target, service)] = schema = AskInTimeAsync(channel, service, headers, limit, cancellationToken);
        }

        return schema;
    }

    private static async Task<ProtoSchema> AskInTimeAsync(
        GrpcChannel channel, string service, Metadata headers, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        inTime.CancelAfter(limit);
        try
        {
            return await AskAsync(channel, service, headers, inTime.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is RpcException or OperationCanceledException
            && inTime.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("reflection takes too long", e);
        }
    }

    private static async Task<ProtoSchema> AskAsync(
        GrpcChannel channel, string service, Metadata headers, CancellationToken cancellationToken)
    {
        ServerReflection.ServerReflectionClient client = new(channel);
        using AsyncDuplexStreamingCall<ServerReflectionRequest, ServerReflectionResponse> call =
            client.ServerReflectionInfo(headers, cancellationToken: cancellationToken);
        Dictionary<string, (ByteString Bytes, FileDescriptorProto File)> files = [];
        HashSet<string> asked = [];
        long bytesRead = 0;
        ServerReflectionRequest? next = new() { FileContainingSymbol = service };
        while (next is not null)
        {
            await call.RequestStream.WriteAsync(next, cancellationToken).ConfigureAwait(false);
            if (!await call.ResponseStream.MoveNext(cancellationToken).ConfigureAwait(false) ||
                call.ResponseStream.Current.FileDescriptorResponse is not { } found)
            {
                throw new FormatException($"reflection does not know '{service}'");
            }

            foreach (ByteString bytes in found.FileDescriptorProto)
            {
                bytesRead += bytes.Length;
                var file = FileDescriptorProto.Parser.ParseFrom(bytes);
                files.TryAdd(file.Name, (bytes, file));
            }

            string? missing = files.Values.SelectMany(f => f.File.Dependency).FirstOrDefault(name => !files.ContainsKey(name));

            // A file that did not come when it was asked for does not come the next time either.
            next = missing is null || files.Count > MaxFiles || bytesRead > MaxBytes || !asked.Add(missing)
                ? null
                : new ServerReflectionRequest { FileByFilename = missing };
        }

        await call.RequestStream.CompleteAsync().ConfigureAwait(false);
        return ProtoSchema.OfFiles(files.Values.Select(f => f.Bytes));
    }
}
