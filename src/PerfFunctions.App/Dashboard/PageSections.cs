using System.Net;

namespace PerfFunctions.App.Dashboard;

/// <summary>The navigation that all pages show.</summary>
internal static class PageSections
{
    // A page of its own is one line here, in the order of the navigation.
    private static readonly (string Name, string Address)[] All =
    [
        ("Overview", "/"),
        ("Runs", "/runs"),
        ("Plans", "/plans"),
        ("New test", "/new"),
        ("Docs", "/docs"),
        ("Settings", "/settings"),
    ];

    /// <summary>The navigation as a list of links.</summary>
    /// <param name="address">
    /// The page on which it stands, whose own link is marked as the page. With a slash at its end, as in <c>/runs/</c>: any page below,
    /// on which the link is marked as the section.
    /// </param>
    public static string Html(string address) => $"<ul>{string.Concat(All.Select(section => Link(section.Name, section.Address, address)))}</ul>";

    private static string Link(string name, string section, string address) =>
        $"<li><a href=\"{section}\"{Mark(section, address)}>{WebUtility.HtmlEncode(name)}</a></li>";

    private static string Mark(string section, string address) =>
        section == address ? " aria-current=\"page\"" : $"{section}/" == address ? " aria-current=\"true\"" : "";
}
