namespace PerfFunctions.Load.EventLoops;

/// <summary>Whether what is in progress on a loop is to end now. Belongs to the loop's thread.</summary>
internal sealed class LoopStop
{
    private CancellationTokenSource? _source;

    /// <summary>True once everything is cut off; nothing may be sent any more.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Falls when everything is cut off, for work on other threads.</summary>
    public CancellationToken Token => (_source ??= new CancellationTokenSource()).Token;

    /// <summary>Cuts everything off.</summary>
    public void Cut()
    {
        IsCut = true;
        _source?.Cancel();
    }
}
