namespace PerfFunctions.Load.EventLoops;

/// <summary>Where a load loop waits. All but <see cref="Wake"/> belong to the loop's thread.</summary>
internal interface IPoller : IDisposable
{
    /// <summary>Waits at most this long for something to happen.</summary>
    void Wait(TimeSpan longest);

    /// <summary>Dispatches all pending events.</summary>
    void Dispatch();

    /// <summary>Ends a wait, from any thread.</summary>
    void Wake();

    /// <summary>The best there is on this platform.</summary>
    static IPoller Create() => EpollPoller.IsSupported ? new EpollPoller() : new SignalPoller();
}
