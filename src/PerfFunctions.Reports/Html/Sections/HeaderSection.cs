using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Elements;
using PerfFunctions.Reports.Text;

namespace PerfFunctions.Reports.Html.Sections;

/// <summary>What ran, against what, and how it ended.</summary>
internal static class HeaderSection
{
    public static Markup Render(RunReport report)
    {
        OutcomeText outcome = OutcomeText.Of(report.Verdict.Outcome);
        return Markup.Of(
            $"""
            <header class="top tone-{outcome.Tone}">
            <p class="eyebrow">Performance report</p>
            <div class="title"><h1>{report.Plan}</h1>{Parts.Badge(outcome, "big")}</div>
            <p class="headline">{report.Verdict.Headline}</p>
            <dl class="facts">
            {Fact("Target", Target(report.Target))}
            {(report.Profile is null ? Markup.Empty : Fact("Profile", Markup.Of($"{report.Profile}")))}
            {(report.Parameters.Count == 0 ? Markup.Empty : Fact("Parameters", Parameters(report.Parameters)))}
            {Fact("Trigger", Markup.Of($"{Trigger(report.Trigger)}"))}
            {Fact("Started", Markup.Of($"""<time datetime="{Span.Iso(report.CreatedAt)}">{Span.When(report.CreatedAt)}</time>"""))}
            {Fact("Duration", Markup.Of($"{Span.Of(report.FinishedAt - report.CreatedAt)}"))}
            {(report.MeasuredOn is null ? Markup.Empty : Fact("Measured on", Markup.Of($"{report.MeasuredOn}")))}
            {(report.Cost is null ? Markup.Empty : Fact("Cost", Markup.Of($"{report.Cost.ToString()}")))}
            {(report.PullRequest is null ? Markup.Empty : Fact("Pull request", Markup.Of($"{report.PullRequest}")))}
            </dl>
            </header>
            """);
    }

    private static Markup Fact(string name, Markup value) => Markup.Of($"<div><dt>{name}</dt><dd>{value}</dd></div>");

    private static Markup Parameters(IReadOnlyDictionary<string, string> values) =>
        Markup.Of($"{string.Join(", ", values.Select(p => $"{p.Key}={p.Value}"))}");

    private static Markup Target(string? target) => target is null
        ? Markup.Of($"""<span class="quiet">not reached</span>""")
        : Parts.Link(target);

    private static string Trigger(string trigger) => trigger switch
    {
        "http" => "API request",
        "spike" => "Spike on demand",
        "schedule" => "Schedule",
        "pullRequest" => "Pull request",
        "deployment" => "Deployment",
        "command" => "Command on a pull request",
        _ => trigger,
    };
}
