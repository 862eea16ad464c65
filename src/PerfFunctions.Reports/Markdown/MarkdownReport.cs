using PerfFunctions.Reports.Figures;

namespace PerfFunctions.Reports.Markdown;

/// <summary>The report for pull requests, in GitHub's Markdown.</summary>
public static class MarkdownReport
{
    /// <summary>
    /// The most that GitHub takes as the summary of a check run. Its description says characters, and it counts bytes of UTF-8
    /// ("summary exceeds a maximum bytesize", issue 35252 of github/docs).
    /// </summary>
    public const int GitHubLimit = 65_535;

    private const int MinLimit = 4_000;

    /// <summary>The whole report.</summary>
    public static string Render(RunReport report) => Render(report, int.MaxValue);

    /// <summary>The report in at most <paramref name="limit"/> bytes of UTF-8; it says what was left out, and links to the full one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is below 4,000: the headline would not fit.</exception>
    public static string Render(RunReport report, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, MinLimit);
        return MarkdownLimit.Join(MarkdownSections.Of(report), Link(report.ReportUrl), limit);
    }

    // What was evaluated without a service has no report elsewhere.
    private static string Link(string address) => address.Length == 0 ? "" :
        (address.Length < MinLimit / 4 ? MarkdownText.Link("Full report", address) : null) ?? MarkdownText.Code(address);
}
