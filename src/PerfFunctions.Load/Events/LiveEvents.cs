using PerfFunctions.Engine.Network;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Streams;

namespace PerfFunctions.Load.Events;

/// <summary>An open stream of events.</summary>
/// <param name="response">The response, of which the head is there.</param>
/// <param name="loop">The loop.</param>
/// <param name="messages">Takes the events.</param>
/// <param name="registry">Counts it as open.</param>
internal sealed class LiveEvents(HttpResponseMessage response, EventLoop loop, MessageStream messages, StreamRegistry registry)
    : LiveStream(loop, messages, registry)
{
    private readonly EventLoop _loop = loop;
    private EventReader? _reader;

    /// <inheritdoc />
    public override void Dispose()
    {
        response.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task<ReceivedMessage?> ReadAsync()
    {
        _reader ??= new EventReader(await response.Content.ReadAsStreamAsync(CutOff).ConfigureAwait(false), _loop.Clock);
        return await _reader.ReadAsync(CutOff).ConfigureAwait(false);
    }

    /// <inheritdoc />
    protected override string? ReasonOf(Exception? error) => error switch
    {
        null => "stream ended",
        OperationCanceledException => "closed",
        HttpRequestException or IOException or InvalidOperationException or ResponseRefusedException =>
            TransportFailure.KindOf(error),
        _ => null,
    };
}
