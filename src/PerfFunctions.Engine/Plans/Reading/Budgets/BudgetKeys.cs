using System.Text.Json.Nodes;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading.Budgets;

/// <summary>Declares a budget that has more than its rule.</summary>
internal static class BudgetKeys
{
    private static readonly Dictionary<string, BudgetLevel> Levels = new()
    {
        ["off"] = BudgetLevel.Off,
        ["warn"] = BudgetLevel.Warn,
        ["fail"] = BudgetLevel.Fail,
    };

    /// <summary>A budget.</summary>
    public static readonly MapGrammar<BudgetDraft> Budget = new("budget", "Budget")
    {
        {
            "rule", Ref("rule"), "The rule.",
            (b, f) => b with { Rules = BudgetReader.ReadRules(f, b.Subjects) }, BudgetParser.Allowed
        },
        {
            "level", Word(Levels) with { Default = "fail" }, "What a value over budget means; off only shows it.",
            (b, v) => b with { Level = v }
        },
        { "why", AnyText("a sentence"), "Reason, shown with the rule.", (b, v) => b with { Why = v } },
        { "owner", AnyText("a person or team"), "Who looks after it.", (b, v) => b with { Owner = v } },
    };

    /// <summary>Budgets of Lighthouse; what is filled in is the content of their file.</summary>
    public static readonly MapGrammar<Field?> Lighthouse = new("lighthouse", "Lighthouse budgets")
    {
        {
            "lighthouse", new JsonObject { ["type"] = Names(["array", "object", "string"]) },
            "Content of a budget.json or lighthouserc, as a value or as text.", (_, field) => field, "the content of the file"
        },
    };
}

/// <summary>A budget as far as it has been read.</summary>
/// <param name="Subjects">What rules may be about.</param>
internal sealed record BudgetDraft(BudgetSubjects Subjects)
{
    public IReadOnlyList<BudgetRule> Rules { get; init; } = [];

    public BudgetLevel Level { get; init; } = BudgetLevel.Fail;

    public string? Why { get; init; }

    public string? Owner { get; init; }
}
