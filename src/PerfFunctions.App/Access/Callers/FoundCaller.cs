using PerfFunctions.Api;

namespace PerfFunctions.App.Access.Callers;

/// <summary>Who was found to ask.</summary>
/// <param name="Caller">The caller; null where nobody is proven.</param>
/// <param name="Reason">Why nobody is, for the log; it never has what was shown.</param>
/// <param name="IsOutage">Whether that is because what would prove it does not answer.</param>
public sealed record FoundCaller(Caller? Caller, string Reason = "", bool IsOutage = false)
{
    /// <summary>Nobody is proven.</summary>
    public static FoundCaller Nobody(string reason) => new(null, reason);
}
