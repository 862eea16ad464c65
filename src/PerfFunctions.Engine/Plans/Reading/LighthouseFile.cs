using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;

namespace PerfFunctions.Engine.Plans.Reading;

/// <summary>Adds a Lighthouse file to a plan.</summary>
public static class LighthouseFile
{
    private const string Budgets = "budgets";

    /// <summary>The plan as JSON in one line, with the file as the last of its budgets.</summary>
    /// <param name="plan">A valid plan, YAML or JSON.</param>
    /// <param name="file">Text of <c>budget.json</c> or <c>lighthouserc</c>.</param>
    /// <exception cref="ArgumentException">The plan is none.</exception>
    public static string AddTo(string plan, string file)
    {
        ProblemList problems = new();
        if ((JsonComposer.Compose(plan, problems) ?? YamlComposer.Compose(plan, problems)) is not MapNode root)
        {
            throw new ArgumentException("This is not a plan.", nameof(plan));
        }

        MapNode entry = new([new MapEntry("lighthouse", 1, new ScalarNode(file, IsPlain: false, 1))], 1);
        PlanNode? own = root.Entries.FirstOrDefault(e => e.Key == Budgets)?.Value;
        ListNode all = new([.. own is ListNode list ? list.Items : [], entry], 1);
        MapNode merged = new([.. root.Entries.Where(e => e.Key != Budgets), new MapEntry(Budgets, 1, all)], 1);
        return JsonBody.Read(new Field(merged, "", problems), int.MaxValue)!;
    }

    /// <summary>A problem of such a plan as one of the file that was added: with its line there.</summary>
    public static PlanProblem InFile(PlanProblem problem) => problem with { Line = Math.Max(0, problem.Line - 1) };
}
