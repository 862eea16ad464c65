using System.Buffers;
using System.Net;

namespace PerfFunctions.Engine.Network;

/// <summary>
/// The <c>Host</c> header that a plan writes itself. It names whom a request is for, and the address only how to get there:
/// behind one that many sites share, another host is another's site. So it has to be a verified target, too.
/// </summary>
public static class HostHeader
{
    /// <summary>The header's name.</summary>
    public const string Name = "Host";

    /// <summary>What it may be.</summary>
    public const string Allowed = "a host, and a port if it has one, such as shop.example or shop.example:8080";

    private static readonly SearchValues<char> Characters =
        SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-._:[]");

    /// <summary>
    /// The address that a value names; null where it is not a host. What else an address may contain has no place there.
    /// </summary>
    /// <param name="scheme">http or https.</param>
    /// <param name="value">As it is sent.</param>
    public static Uri? AddressOf(string scheme, string value) =>
        value.Length > 0 && !value.AsSpan().ContainsAnyExcept(Characters) &&
        Uri.TryCreate($"{scheme}://{value}/", UriKind.Absolute, out Uri? address) &&
        HostPattern.Of(address) == HostPattern.Normal(WithoutPort(value))
            ? address
            : null;

    /// <summary>Whether a request may go to an address with any host: what the machine itself serves is the asker's own.</summary>
    public static bool IsFree(Uri address)
    {
        string host = HostPattern.Of(address);
        return HostPattern.IsLoopbackName(host) ||
            (IPAddress.TryParse(host, out IPAddress? literal) && AddressRule.KindOf(literal) == AddressKind.Loopback);
    }

    /// <summary>Why a request must not be sent with it, in words that can be counted; null where it may.</summary>
    /// <param name="policy">Says which hosts are verified targets.</param>
    /// <param name="address">Where the request goes.</param>
    /// <param name="value">As it is sent.</param>
    public static string? RefusalOf(ConnectPolicy policy, Uri address, string value)
    {
        if (AddressOf(address.Scheme, value) is not { } named)
        {
            return "header Host: a value is not a host";
        }

        string host = HostPattern.Of(named);
        return IsFree(address) || host == HostPattern.Of(address) || policy.IsListed(host)
            ? null
            : $"{AddressRefusedException.Prefix}: the Host header is not a verified target";
    }

    private static string WithoutPort(string value)
    {
        int colon = value.LastIndexOf(':');
        return colon > value.LastIndexOf(']') ? value[..colon] : value;
    }
}
