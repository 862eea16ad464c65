using PerfFunctions.Engine.Workloads;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html.Sections;

/// <summary>What the plan did before the load and at the end, apart from all figures.</summary>
internal static class FixtureSection
{
    public static ReportPart? Of(RunReport report) => report.Fixtures.Count == 0 ? null : new("fixtures", "Setup and teardown", Markup.Of(
        $"""
        {report.Fixtures.Select(f => Markup.Of($"<p>{f.Sentence}</p>"))}
        {(report.Fixtures.Sum(f => f.Requests.Count) == 0 ? Markup.Empty : Parts.Scrolled("Setup and teardown", Table(report.Fixtures)))}
        <p class="sub">Their requests are in no other figure, and in no budget.</p>
        """))
    {
        Kind = "Plan",
    };

    private static Markup Table(IReadOnlyList<FixtureResult> fixtures) => Markup.Of(
        $"""
        <table class="numbers"><thead><tr><th scope="col">Request</th><th scope="col">Sent</th><th scope="col">Failed</th></tr></thead>
        <tbody>{fixtures.SelectMany(f => f.Requests.Select(r => Row(f, r)))}</tbody></table>
        """);

    private static Markup Row(FixtureResult fixture, FixtureRequest request) => Markup.Of(
        $"""
        <tr><th scope="row">{request.Name}<span class="sub">{fixture.Name}{(request.Failure is { } failure ? $": {failure}" : "")}</span></th><td>{request.Sent}</td><td class="{(request.Failed > 0 ? "failed" : "")}">{request.Failed}</td></tr>
        """);
}
