using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1Alpha;

namespace PerfFunctions.TestKit.Realtime;

/// <summary>A server's reflection that never comes to an end.</summary>
/// <param name="isSilent">Whether it does not answer at all; else each answer lacks the same file.</param>
public sealed class EvasiveReflection(bool isSilent) : ServerReflection.ServerReflectionBase
{
    private int _questions;

    /// <summary>What it was asked.</summary>
    public int Questions => _questions;

    /// <inheritdoc />
    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream,
        IServerStreamWriter<ServerReflectionResponse> responseStream,
        ServerCallContext context)
    {
        FileDescriptorResponse answer = new();
        answer.FileDescriptorProto.Add(
            new FileDescriptorProto { Name = "shop.proto", Dependency = { "missing.proto" } }.ToByteString());
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            Interlocked.Increment(ref _questions);
            if (!isSilent)
            {
                await responseStream.WriteAsync(new ServerReflectionResponse { FileDescriptorResponse = answer });
            }
        }
    }
}
