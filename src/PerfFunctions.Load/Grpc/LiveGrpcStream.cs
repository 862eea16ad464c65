using Google.Protobuf.Reflection;
using Grpc.Core;
using PerfFunctions.Engine.Protobuf;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Streams;

namespace PerfFunctions.Load.Grpc;

/// <summary>An open stream of the answers of a method.</summary>
/// <param name="call">The call.</param>
/// <param name="type">What its messages look like.</param>
/// <param name="loop">The loop.</param>
/// <param name="messages">Takes them.</param>
/// <param name="registry">Counts it as open.</param>
internal sealed class LiveGrpcStream(
    AsyncServerStreamingCall<byte[]> call, MessageDescriptor type, EventLoop loop, MessageStream messages,
    StreamRegistry registry)
    : LiveStream(loop, messages, registry)
{
    private readonly EventLoop _loop = loop;

    /// <inheritdoc />
    public override void Dispose()
    {
        call.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task<ReceivedMessage?> ReadAsync() =>
        await call.ResponseStream.MoveNext(CutOff).ConfigureAwait(false)
            ? new ReceivedMessage(ProtoReader.Read(call.ResponseStream.Current, type), _loop.Clock.Elapsed)
            : null;

    /// <inheritdoc />
    protected override string? ReasonOf(Exception? error) => error switch
    {
        null => "stream ended",
        RpcException rpc => GrpcCall.FailureOf(rpc),
        FormatException => "response is not such a message",
        OperationCanceledException or InvalidOperationException => "closed",
        _ => null,
    };
}
