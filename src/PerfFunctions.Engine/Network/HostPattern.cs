using System.Net;

namespace PerfFunctions.Engine.Network;

/// <summary>Names of hosts, and patterns of them.</summary>
public static class HostPattern
{
    /// <summary>Stands for every host.</summary>
    public const string Any = "*";

    /// <summary>A host as it is compared: lower case, ASCII, without the root's dot and without brackets.</summary>
    public static string Normal(string host) => host.Trim('[', ']').TrimEnd('.').ToLowerInvariant();

    /// <summary>The host of an address as it is compared.</summary>
    public static string Of(Uri address) => Normal(address.IdnHost);

    /// <summary>Whether a host is the one named, or any below <c>*.</c>; the name after <c>*.</c> itself is not.</summary>
    /// <param name="pattern">A host, <c>*.preview.example.com</c>, or <see cref="Any"/>.</param>
    /// <param name="host">As <see cref="Normal"/> gives it.</param>
    public static bool Matches(string pattern, string host) =>
        pattern == Any ||
        (pattern.StartsWith("*.", StringComparison.Ordinal)
            ? host.Length > pattern.Length - 1 && host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase) && !IsLiteral(host)
            : string.Equals(pattern, host, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a host is an IP address.</summary>
    public static bool IsLiteral(string host) => IPAddress.TryParse(host, out _);

    /// <summary>Whether a name always stands for the machine itself (RFC 6761).</summary>
    public static bool IsLoopbackName(string host) =>
        host == "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal);
}
