using PerfFunctions.Engine.Metrics;
using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Epoll;

/// <summary>One exchange on a connection of HTTP/2. Used again for a later one.</summary>
internal sealed class Http2Stream
{
    private TimeSpan _writtenAt;
    private TimeSpan _firstByteAt;

    /// <summary>Its number on the connection.</summary>
    public int Number { get; private set; }

    public Exchange Exchange { get; private set; } = null!;

    /// <summary>When the connection got the exchange.</summary>
    public TimeSpan ReadyAt { get; private set; }

    /// <summary>What is still to be sent of the request's body.</summary>
    public ReadOnlyMemory<byte> Unsent { get; set; }

    /// <summary>Bytes that may be sent; less than none where the server took some back.</summary>
    public long Window { get; set; }

    /// <summary>Bytes of the body since the server was last allowed to send more.</summary>
    public int Received { get; set; }

    /// <summary>Whether anything of a response has come.</summary>
    public bool HasBytes { get; private set; }

    /// <summary>Whether the head of the response is there.</summary>
    public bool HasHead { get; set; }

    /// <summary>Takes on an exchange.</summary>
    public void Begin(int number, Exchange exchange, int window, TimeSpan readyAt)
    {
        (Number, Exchange, Window, ReadyAt) = (number, exchange, window, readyAt);
        _writtenAt = readyAt;
        Unsent = exchange.Draft.Body;
        Received = 0;
        HasBytes = HasHead = false;
    }

    /// <summary>The request is on its way.</summary>
    public void Written(TimeSpan now)
    {
        _writtenAt = now;
        Exchange.Phases[RequestPhase.Send] = now - ReadyAt;
    }

    /// <summary>Something of the response is there.</summary>
    public void Answered(TimeSpan now)
    {
        if (!HasBytes)
        {
            HasBytes = true;
            Exchange.Phases[RequestPhase.Wait] = now - _writtenAt;
            _firstByteAt = now;
        }
    }

    /// <summary>The response is there.</summary>
    public void Succeed(TimeSpan now)
    {
        Exchange.Phases[RequestPhase.Receive] = now - _firstByteAt;
        Exchange.Succeed(now);
    }
}
