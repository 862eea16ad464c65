using PerfFunctions.Api;

namespace PerfFunctions.App.Access.Callers;

/// <summary>Who was found to ask.</summary>
/// <param name="Caller">The caller; null if the request is not authenticated.</param>
/// <param name="Reason">Why it is not authenticated, for the log; never contains the credential.</param>
/// <param name="IsOutage">Whether that is because what would prove it does not answer.</param>
public sealed record FoundCaller(Caller? Caller, string Reason = "", bool IsOutage = false)
{
    /// <summary>The request is not authenticated.</summary>
    public static FoundCaller Unauthenticated(string reason) => new(null, reason);
}
