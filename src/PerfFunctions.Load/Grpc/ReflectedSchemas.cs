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

    private readonly Dictionary<(string Authority, string Service), Task<ProtoSchema>> _known = [];

    /// <summary>What a service looks like; a failed attempt is made again by the next call. Loop thread only.</summary>
    /// <exception cref="RpcException">The server does not say.</exception>
    /// <exception cref="FormatException">What it says is wrong.</exception>
    public Task<ProtoSchema> OfAsync(GrpcChannel channel, string service, Metadata headers, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue((channel.Target, service), out Task<ProtoSchema>? schema)
            || schema is { IsCompleted: true, IsCompletedSuccessfully: false })
        {
            _known[(channel.Target, service)] = schema = AskAsync(channel, service, headers, cancellationToken);
        }

        return schema;
    }

    private static async Task<ProtoSchema> AskAsync(
        GrpcChannel channel, string service, Metadata headers, CancellationToken cancellationToken)
    {
        ServerReflection.ServerReflectionClient client = new(channel);
        using AsyncDuplexStreamingCall<ServerReflectionRequest, ServerReflectionResponse> call =
            client.ServerReflectionInfo(headers, cancellationToken: cancellationToken);
        Dictionary<string, (ByteString Bytes, FileDescriptorProto File)> files = [];
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
                var file = FileDescriptorProto.Parser.ParseFrom(bytes);
                files.TryAdd(file.Name, (bytes, file));
            }

            string? missing = files.Values.SelectMany(f => f.File.Dependency).FirstOrDefault(name => !files.ContainsKey(name));
            next = missing is null || files.Count > MaxFiles ? null : new ServerReflectionRequest { FileByFilename = missing };
        }

        await call.RequestStream.CompleteAsync().ConfigureAwait(false);
        return ProtoSchema.OfFiles(files.Values.Select(f => f.Bytes));
    }
}
