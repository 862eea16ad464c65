namespace PerfFunctions.Engine.Network;

/// <summary>A connection that must not be made.</summary>
/// <param name="host">Host it was to go to.</param>
/// <param name="reason">Why it must not, in words that can be counted.</param>
public sealed class AddressRefusedException(string host, string reason) : IOException($"'{host}' must not be connected to: {reason}")
{
    /// <summary>What failures of this kind begin with.</summary>
    public const string Prefix = "address not allowed";

    /// <summary>The failure as it is counted.</summary>
    public string Failure { get; } = $"{Prefix}: {reason}";
}
