using System.Text.RegularExpressions;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.App.Dashboard;

/// <summary>
/// Puts pages together from the sources that the app carries with it. A page names in <c>{{…}}</c> the pages that are part of it, and
/// as <c>{{asset a.css b.css}}</c> the files that make up one that is served beside it.
/// </summary>
internal static partial class PageSource
{
    /// <summary>Composes a page.</summary>
    /// <param name="page">Name of its source.</param>
    /// <param name="address">Where it stands in the navigation, as <see cref="PageSections.Html"/> takes it.</param>
    public static string Compose(string page, string address) => PartPattern().Replace(Read(page), part =>
        part.Groups["page"].Success ? Compose(part.Groups["page"].Value, address)
        : part.Groups["files"].Success ? ServedAssets.Add(part.Groups["files"].Value.Split(' '))
        : PageSections.Html(address));

    /// <summary>The text of a source.</summary>
    public static string Read(string name)
    {
        if (name == "theme.css")
        {
            return ReportTheme.Css;
        }

        using Stream stream = typeof(PageSource).Assembly.GetManifestResourceStream($"dashboard/{name}") ??
            throw new InvalidOperationException($"The resource dashboard/{name} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"\{\{(?:(?<page>[a-z-]+\.html)|asset (?<files>[a-z-]+\.[a-z]+(?: [a-z-]+\.[a-z]+)*)|sections)\}\}")]
    private static partial Regex PartPattern();
}
