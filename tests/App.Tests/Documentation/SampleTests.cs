using Markdig.Syntax;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.App.Tests.Documentation;

public sealed class SampleTests
{
    [Theory]
    [MemberData(nameof(Pages.All), MemberType = typeof(Pages))]
    public void Every_plan_parses(string page) => Assert.All(
        Pages.Parse(page).Descendants<FencedCodeBlock>().Where(block => block.Info == "yaml"),
        block => Assert.Empty(ProblemsOf(block.Lines.ToString()).Select(problem => $"{page}: {problem}")));

    private static IReadOnlyList<PlanProblem> ProblemsOf(string text) =>
        text.StartsWith("benchmarks:", StringComparison.Ordinal) ? BenchmarkRules.Parse(text).Problems : PlanParser.Parse(text).Problems;
}
