using System.Globalization;
using PerfFunctions.Engine.Workloads;
using static PerfFunctions.Reports.Markdown.MarkdownText;

namespace PerfFunctions.Reports.Markdown;

/// <summary>What the plan did before the load and at the end, apart from all figures.</summary>
internal static class MarkdownFixtures
{
    public static IEnumerable<MarkdownBlock> Of(IReadOnlyList<FixtureResult> fixtures)
    {
        if (fixtures.Count > 0)
        {
            yield return MarkdownBlock.List("Setup and teardown", fixtures.Select(f => Escape(f.Sentence)));
        }

        if (fixtures.Any(f => f.Failed > 0))
        {
            yield return MarkdownBlock.Table(
                "Failed in setup and teardown", ["Request", "Sent:", "Failed:", "Failure"],
                fixtures.SelectMany(f => f.Requests).Where(r => r.Failed > 0).Select(Row));
        }
    }

    private static IReadOnlyList<string> Row(FixtureRequest request) =>
    [
        Code(request.Name),
        request.Sent.ToString(CultureInfo.InvariantCulture),
        request.Failed.ToString(CultureInfo.InvariantCulture),
        Escape(request.Failure ?? ""),
    ];
}
