using System.Text.RegularExpressions;
using PerfFunctions.Engine.Plans.Documents;

namespace PerfFunctions.Engine.Plans.Reading.Parameters;

/// <summary>
/// Puts the values of parameters into a plan. A text that is a parameter alone becomes its value, number or not; in a longer
/// text the value is put in as it is. Everything keeps its place, and knows which parameters it came from.
/// </summary>
/// <param name="values">Values by parameter; null for one that has none.</param>
/// <param name="problems">Where problems are added to.</param>
internal sealed partial class ParameterSubstitution(IReadOnlyDictionary<string, ScalarNode?> values, ProblemList problems)
{
    // These are of the plan, not of a run.
    private static readonly string[] Fixed = ["version", "name", "repository", "schedule", "pullRequests", "paths"];
    private static readonly string[] Declaring = ["parameters", "profiles"];
    private static readonly string[] Kept = ["].if", "].while", ".poll.until", ".each.in", "].script"];

    private readonly NodeBudget _budget = new();
    private readonly ParameterExpressions _expressions = new(values, problems);

    /// <summary>The plan with values.</summary>
    /// <exception cref="RefusedDocumentException">The values make it too large.</exception>
    public MapNode Apply(MapNode plan) => new([.. plan.Entries.Select(Apply)], plan.Line);

    /// <summary>Names between <c>${</c> and <c>}</c>, where no <c>$</c> stands before.</summary>
    [GeneratedRegex(@"(?<!\$)\$\{(?<name>[a-zA-Z_][a-zA-Z0-9_]{0,63})\}")]
    public static partial Regex Placeholder();

    private MapEntry Apply(MapEntry entry) => Declaring.Contains(entry.Key)
        ? entry
        : entry with { Value = Replace(entry.Value, entry.PathBelow(""), 2, Fixed.Contains(entry.Key) ? entry.Key : null) };

    private PlanNode Replace(PlanNode node, string path, int depth, string? fixedKey)
    {
        // In an expression, a parameter is a name like others. Braces in a script are its own, and values of a run are no code.
        if (node is ScalarNode && (path == "functions" || Kept.Any(end => path.EndsWith(end, StringComparison.Ordinal))))
        {
            return node;
        }

        _budget.Spend(node is ScalarNode text ? ScalarNode.SizeOf(text.Text) : 1, depth, path, node.Line);
        return node switch
        {
            ScalarNode scalar => Replace(fixedKey is null ? Computed(scalar, path, depth) : scalar, path, depth, fixedKey),
            ListNode list => new ListNode([.. list.Items.Select((item, i) => Replace(item, $"{path}[{i}]", depth + 1, fixedKey))], list.Line),
            MapNode map => new MapNode(
                [.. map.Entries.Select(e => e with { Value = Replace(e.Value, e.PathBelow(path), depth + 1, fixedKey) })], map.Line),
            _ => node,
        };
    }

    private ScalarNode Computed(ScalarNode scalar, string path, int depth)
    {
        ScalarNode computed = _expressions.Apply(scalar, path);
        if (!ReferenceEquals(computed, scalar))
        {
            _budget.Spend(computed.Size, depth, path, scalar.Line);
        }

        return computed;
    }

    private ScalarNode Replace(ScalarNode scalar, string path, int depth, string? fixedKey)
    {
        Match[] uses = [.. Placeholder().Matches(scalar.Text).Where(m => values.ContainsKey(NameOf(m)))];
        if (uses.Length == 0)
        {
            return scalar;
        }

        string[] names = [.. uses.Select(NameOf).Distinct()];
        if (fixedKey is not null)
        {
            problems.Add(path, scalar.Line, scalar.Text,
                $"'{fixedKey}' is the same for all runs of a plan, so it cannot use the parameter '{names[0]}'", "a fixed value");
        }

        if (fixedKey is not null || names.Any(name => values[name] is null))
        {
            return new ScalarNode("", IsPlain: true, scalar.Line) { Use = new ParameterUse(names, IsOpen: true) };
        }

        ParameterUse use = new(names, IsOpen: false);
        return uses[0].Length == scalar.Text.Length
            ? values[names[0]]! with { Line = scalar.Line, Use = use }
            : new ScalarNode(Filled(scalar, path, depth), IsPlain: false, scalar.Line) { Use = use with { IsOpen = Joins(scalar, uses, path) } };
    }

    // Joined to a brace, or to the next placeholder, a dollar would make or hide one.
    private bool Joins(ScalarNode scalar, Match[] uses, string path)
    {
        Match? joined = uses.FirstOrDefault(use =>
            values[NameOf(use)]!.Text.EndsWith('$') && scalar.Text.AsSpan(use.Index + use.Length) is ['{' or '$', ..]);
        if (joined is not null)
        {
            problems.Add(path, scalar.Line, scalar.Text,
                $"the value of the parameter '{NameOf(joined)}' ends with '$', and '{{' or '$' follows",
                "a value that ends otherwise, or text between them");
        }

        return joined is not null;
    }

    private string Filled(ScalarNode scalar, string path, int depth) => Placeholder().Replace(scalar.Text, match =>
    {
        if (!values.TryGetValue(NameOf(match), out ScalarNode? value))
        {
            return match.Value;
        }

        _budget.Spend(ScalarNode.SizeOf(value!.Text), depth, path, scalar.Line);
        return value.Text;
    });

    private static string NameOf(Match match) => match.Groups["name"].Value;
}
