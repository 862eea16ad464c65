using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html.Sections;

/// <summary>Links to the files that show the median load; they lie beside the report.</summary>
internal static class EvidenceLinks
{
    private static readonly (string File, string Name)[] Files =
    [
        (EvidenceFiles.Screenshot, "Screenshot"),
        (EvidenceFiles.Har, "HAR of all requests"),
        (EvidenceFiles.Trace, "Trace for the browser's performance panel"),
    ];

    public static Markup Render(RunReport report, PageSummary page)
    {
        (string File, string Name)[] kept = [.. Files.Where(f => page.Evidence.Contains(f.File))];
        return kept.Length == 0 ? Markup.Empty : Markup.Of(
            $"""<p class="evidence"><span class="quiet">Median load:</span>{kept.Select(f => Link(report, page, f.File, f.Name))}</p>""");
    }

    // The script puts the reader's own address, key and all, before the relative one.
    private static Markup Link(RunReport report, PageSummary page, string file, string name)
    {
        string relative = $"pages/{Uri.EscapeDataString(page.Name)}/{file}";
        string whole = Uri.TryCreate(report.ReportUrl, UriKind.Absolute, out Uri? own) && own.Scheme is "http" or "https"
            ? new Uri(own, relative).AbsoluteUri
            : relative;
        return Markup.Of($""" <a href="{whole}" data-file="{relative}" rel="noopener noreferrer">{name}</a>""");
    }
}
