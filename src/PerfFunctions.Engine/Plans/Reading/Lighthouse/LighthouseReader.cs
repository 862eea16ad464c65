using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;

namespace PerfFunctions.Engine.Plans.Reading.Lighthouse;

/// <summary>
/// Reads Lighthouse's <c>budget.json</c> and <c>lighthouserc</c> into rules for the pages of the plan. What cannot be kept is a
/// problem.
/// </summary>
internal static class LighthouseReader
{
    /// <summary>No more are made of a file; with one more than is allowed the plan is refused.</summary>
    public const int MaxRules = PlanLimits.Budgets + 1;

    /// <summary>The rules.</summary>
    /// <param name="field">The file's content, as a value of the plan or as a text.</param>
    /// <param name="plan">The plan, for its pages.</param>
    /// <param name="subjects">What budgets may be about.</param>
    public static IReadOnlyList<BudgetRule> Read(Field field, PerfPlan plan, BudgetSubjects subjects)
    {
        LighthouseRules rules = new(plan, subjects);
        return (field.Node is ScalarNode text && !field.IsEmpty ? Compose(field, text) : field) switch
        {
            null => [],
            { Node: MapNode } file => [.. new AssertionReader(rules).Read(file).Take(MaxRules)],
            var list => [.. BudgetFileReader.Read(list, rules).Take(MaxRules)],
        };
    }

    // A block of text begins on the line below its key: as many empty lines before it keep the lines as they are in the plan.
    private static Field? Compose(Field field, ScalarNode text)
    {
        string shifted = new string('\n', text.Line) + text.Text;
        try
        {
            PlanNode? root = JsonComposer.Compose(shifted, field.Problems) ?? YamlComposer.Compose(shifted, field.Problems);
            return field with { Node = root is null or ScalarNode ? new ListNode([], text.Line) : root };
        }
        catch (RefusedDocumentException e)
        {
            field.Problems.Add(field.Path, e.Problem.Line, null, e.Problem.Message, e.Problem.Allowed);
            return null;
        }
    }
}
