using PerfFunctions.Api;

namespace PerfFunctions.Cli.Output;

/// <summary>Shows a run while it goes on.</summary>
public interface IProgressView
{
    /// <summary>Runs <paramref name="watch"/>, which calls back with each new state, and returns its result.</summary>
    Task<RunView> WatchAsync(Func<Action<RunView>, Task<RunView>> watch);
}
