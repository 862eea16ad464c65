namespace PerfFunctions.Load.Scripts;

/// <summary>Ends a script, and its iteration with it. No script can catch it.</summary>
/// <param name="reason">Why.</param>
internal sealed class ScriptEndException(string reason) : Exception(reason)
{
    /// <summary>Whether the reason is the script's own word, and is reported as it stands.</summary>
    public bool IsOwnWord { get; init; }
}
