using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.SocketsHttp;

/// <summary>What the general transport needs for an exchange beside the exchange, kept for the next one.</summary>
internal sealed class SocketsHttpExchange : IDisposable
{
    private CancellationTokenSource _limit = new();

    public SocketsHttpExchange(SocketsHttpTransport transport)
    {
        End = () => transport.Ended(this);
    }

    /// <summary>What hands the exchange back, on the loop's thread.</summary>
    public Action End { get; }

    public Exchange Exchange { get; private set; } = null!;

    public PhaseProbe Probe { get; private set; } = null!;

    /// <summary>The client whose connection ends with it; null where it goes by one that others use.</summary>
    public HttpMessageInvoker? OwnConnection { get; set; }

    public bool IsAborted { get; private set; }

    /// <summary>Falls at the deadline, and on <see cref="Abort"/>.</summary>
    public CancellationToken Limit => _limit.Token;

    public void Begin(Exchange exchange, TimeSpan left)
    {
        if (!_limit.TryReset())
        {
            _limit.Dispose();
            _limit = new CancellationTokenSource();
        }

        Exchange = exchange;
        IsAborted = false;
        Probe = new PhaseProbe();
        _limit.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    /// <summary>Forgets what was learnt of a try that is made again.</summary>
    public void TryAgain() => Probe = new PhaseProbe();

    /// <inheritdoc />
    public void Dispose() => _limit.Dispose();

    public void Abort()
    {
        IsAborted = true;
        _limit.Cancel();
    }
}
