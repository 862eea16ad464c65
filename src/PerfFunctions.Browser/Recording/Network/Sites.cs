using System.Net;

namespace PerfFunctions.Browser.Recording.Network;

/// <summary>Says which hosts are of one site.</summary>
internal static class Sites
{
    // Below a country's domain the second level is often a registry's own (co.uk, com.au): short words, and sites one below.
    private const int RegistryWord = 3;
    private const int Country = 2;

    /// <summary>
    /// Whether two hosts share a registrable domain, as far as this is known without a list of all public suffixes.
    /// An address in numbers, and a name without a dot, is a site of its own.
    /// </summary>
    public static bool Same(string host, string other) =>
        host.Equals(other, StringComparison.OrdinalIgnoreCase) || Domain(host).Equals(Domain(other), StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an address is one of a host's site. Browsers take addresses that .NET does not: those are of none.</summary>
    public static bool IsOf(string address, string host) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && Same(uri.Host, host);

    private static string Domain(string host)
    {
        string[] words = host.Split('.');
        if (words.Length < 3 || IPAddress.TryParse(host.Trim('[', ']'), out _))
        {
            return host;
        }
        bool registry = words[^1].Length == Country && words[^2].Length <= RegistryWord;
        return string.Join('.', words[^(registry ? 3 : 2)..]);
    }
}
