using PerfFunctions.App.Documentation;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.App.Tests.Documentation;

public sealed class PlanReferenceTests
{
    private const string Variable = "PERF_WRITE_DOCS";

    [Fact]
    public void The_plan_reference_is_generated_from_the_schema()
    {
        string generated = PlanReference.Render(PlanSchema.Resolved);
        if (Environment.GetEnvironmentVariable(Variable) == "1")
        {
            File.WriteAllText(Path.Combine(Pages.Root, Pages.Reference), generated);
        }

        Assert.True(generated == Pages.Read(Pages.Reference), $"{Pages.Reference} is out of date. Run this test with {Variable}=1 to write it.");
    }

    [Fact]
    public void Every_key_has_a_meaning() => Assert.DoesNotContain(
        PlanReference.Sections(PlanSchema.Resolved).Split('\n'), line => line.StartsWith("| `", StringComparison.Ordinal) && line.EndsWith("|  |", StringComparison.Ordinal));
}
