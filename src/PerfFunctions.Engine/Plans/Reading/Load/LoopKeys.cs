using PerfFunctions.Engine.Expressions;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>Declares the maps of steps that do others several times.</summary>
internal static class LoopKeys
{
    /// <summary>Maximum number of repetitions where the plan does not say.</summary>
    public const int DefaultMax = 100;

    private const int DefaultTries = 3;
    private const string ListAllowed = "a list, such as ids, range(1, 10) or order.items";

    private static readonly TimeSpan DefaultEvery = TimeSpan.FromSeconds(1);

    /// <summary><c>each:</c>.</summary>
    public static readonly MapGrammar<BlockDraft> Each = new("each", "Each", "Does steps for each item of a list.")
    {
        { "in", Ref("expression"), "The list, an expression such as ids or range(1, 10).", (d, field) => d with { Condition = field }, ListAllowed },
        { "as", Name, "Variable that is the item.", (d, v) => d with { As = v } },
        { "max", Repetitions(DefaultMax), "Most items; a longer list fails the iteration.", (d, v) => d with { Max = v } },
        { "do", Ref("steps"), "The steps to repeat.", (d, field) => d with { Do = field }, FlowReader.ListAllowed },
    };

    /// <summary><c>poll:</c>.</summary>
    public static readonly MapGrammar<BlockDraft> Poll = new("poll", "Poll", "Does steps until a condition holds.")
    {
        { "until", Ref("expression"), "Ends it, evaluated after each attempt.", (d, field) => d with { Condition = field }, Expression.ConditionAllowed },
        { "every", Every, "Time from the start of an attempt to the start of the next, at least.", (d, v) => d with { Every = v } },
        { "max", Repetitions(DefaultMax), "Maximum number of attempts; the iteration fails if the condition does not hold then.", (d, v) => d with { Max = v } },
        { "do", Ref("steps"), "The steps to repeat.", (d, field) => d with { Do = field }, FlowReader.ListAllowed },
    };

    /// <summary><c>retry:</c>.</summary>
    public static readonly MapGrammar<BlockDraft> Retry = new("retry", "Retry", "Does steps again when a request in them fails.")
    {
        { "max", Repetitions(DefaultTries), "Maximum number of attempts.", (d, v) => d with { Max = v } },
        { "every", Every, "Pause between two attempts.", (d, v) => d with { Every = v } },
        { "do", Ref("steps"), "The steps to repeat.", (d, field) => d with { Do = field }, FlowReader.ListAllowed },
    };

    /// <summary>What <see cref="Poll"/> starts from.</summary>
    public static readonly BlockDraft OfPoll = new() { Max = DefaultMax, Every = DefaultEvery };

    /// <summary>What <see cref="Retry"/> starts from.</summary>
    public static readonly BlockDraft OfRetry = new() { Max = DefaultTries, Every = DefaultEvery };

    /// <summary>Maximum number of repetitions of a loop.</summary>
    /// <param name="normal">What holds where the plan does not say.</param>
    public static ValueGrammar<int> Repetitions(int normal) => Whole(1, PlanLimits.Repeats) with { Default = normal };

    private static ValueGrammar<TimeSpan> Every => Duration(PlanLimits.StepLength, orZero: true) with { Default = "1s" };

    private static ValueGrammar<string> Name => Of(Pattern("^[A-Za-z_][A-Za-z0-9_]*$"), ReadName) with { Required = VariableScope.NameAllowed };

    private static string? ReadName(Field field)
    {
        string? name = field.Text(VariableScope.NameAllowed, PlanLimits.TextLength);
        if (name is null || TextTemplate.IsVariableName(name))
        {
            return name;
        }

        field.Refuse("this is not a variable name", VariableScope.NameAllowed);
        return null;
    }
}
