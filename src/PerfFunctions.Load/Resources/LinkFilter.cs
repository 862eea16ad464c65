using System.Text.RegularExpressions;
using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Resources;

/// <summary>Decides which links are loaded: those that the plan wants, from hosts that are verified.</summary>
/// <param name="resources">What the plan says.</param>
/// <param name="policy">Which hosts are verified.</param>
internal sealed class LinkFilter(PageResources resources, ConnectPolicy policy)
{
    private const int LongestAddress = 8_000;

    // Patterns come from outside; this engine takes time in proportion to the address, whatever they are.
    private readonly Regex[] _blocked =
    [
        .. resources.Blocked.Select(pattern => new Regex(
            $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}\\z",
            RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)),
    ];

    /// <summary>The address of a link, without its fragment; null for one that is not of HTTP, or that the plan blocks.</summary>
    /// <param name="from">What it is relative to.</param>
    /// <param name="link">As it is written.</param>
    public Uri? Resolve(Uri from, string link)
    {
        if (link.Length > LongestAddress || !Uri.TryCreate(from, link.Trim(), out Uri? address) ||
            address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0)
        {
            return null;
        }

        string text = address.GetLeftPart(UriPartial.Query);
        return _blocked.Any(pattern => pattern.IsMatch(text)) ? null : address.Fragment.Length == 0 ? address : new Uri(text);
    }

    /// <summary>Whether an address may be loaded: the page's own site is verified, as the page came from there.</summary>
    public bool IsVerified(RequestDraft page, Uri address)
    {
        Uri site = page.SiteAddress;
        return (address.Authority == site.Authority && address.Scheme == site.Scheme) || policy.IsListed(address.Host);
    }
}
