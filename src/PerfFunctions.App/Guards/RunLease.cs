namespace PerfFunctions.App.Guards;

/// <summary>What a run under way has taken of what all runs share.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Host">Host under test, in lower case.</param>
/// <param name="Estimated">What the run is estimated to cost.</param>
/// <param name="Until">When it counts no longer, unless it is renewed.</param>
public sealed record RunLease(string RunId, string Host, decimal Estimated, DateTimeOffset Until)
{
    /// <summary>The host of an address under test; null where that is not known yet. Ports of one host are one host.</summary>
    public static string? HostOf(string? target) =>
        Uri.TryCreate(target, UriKind.Absolute, out Uri? address) && address.Host.Length > 0 ? address.IdnHost.ToLowerInvariant() : null;
}
