using Markdig.Syntax;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.App.Tests.Documentation;

public sealed class SampleTests
{
    [Theory]
    [MemberData(nameof(Pages.All), MemberType = typeof(Pages))]
    public void Every_plan_parses(string page) => Assert.All(
        Pages.Parse(page).Descendants<FencedCodeBlock>().Where(block => block.Info == "yaml"),
        block => Assert.Empty(PlanParser.Parse(block.Lines.ToString()).Problems.Select(problem => $"{page}: {problem}")));
}
