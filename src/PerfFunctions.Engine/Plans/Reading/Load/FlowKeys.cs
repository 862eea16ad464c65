using System.Text.Json.Nodes;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.Reading.Http;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>Declares the steps of a flow that send nothing themselves.</summary>
internal static class FlowKeys
{
    private const int MinWays = 2;

    /// <summary><c>pause:</c>.</summary>
    public static readonly MapGrammar<BlockDraft> Pause = new("pause", "Pause step")
    {
        { "pause", Ref("pauseLength"), "How long the iteration waits.", PauseReader.Allowed },
    };

    /// <summary><c>group:</c>.</summary>
    public static readonly MapGrammar<BlockDraft> Group = new("group", "Group step")
    {
        { "group", Title with { Required = SeriesTitles.Allowed }, "Name of the group; equal names are one group.", (d, v) => d with { Name = v } },
        { "do", Ref("steps"), "Steps that are measured together.", (d, field) => d with { Do = field }, FlowReader.ListAllowed },
    };

    /// <summary><c>if:</c>.</summary>
    public static readonly MapGrammar<BlockDraft> If = new("if", "If step")
    {
        {
            "if", Ref("expression"),
            "A condition: values compared by ==, !=, <, <=, >, >=, contains or matches, joined by and, or and not.",
            (d, field) => d with { Condition = field }, Expressions.Expression.ConditionAllowed
        },
        { "then", Ref("steps"), "Steps where it is true.", (d, field) => d with { Do = field }, FlowReader.ListAllowed },
        { "else", Ref("steps"), "Steps where it is false.", (d, field) => d with { Else = field } },
    };

    /// <summary><c>repeat:</c>.</summary>
    public static readonly MapGrammar<BlockDraft> Repeat = new("repeat", "Repeat step")
    {
        { "repeat", Whole(1, PlanLimits.Repeats) with { Required = "a number, such as 3" }, "How often.", (d, v) => d with { Max = v } },
        { "do", Ref("steps"), "Steps to repeat.", (d, field) => d with { Do = field }, FlowReader.ListAllowed },
    };

    /// <summary>One of the alternatives of <c>choose:</c>.</summary>
    public static readonly MapGrammar<BlockDraft> Way = new("way", "Choice")
    {
        {
            "weight", Whole(1, PlanLimits.Weight) with { Required = "how often it is chosen, such as 3" }, "Its part of the draws.",
            (d, v) => d with { Max = v }
        },
        { "do", Ref("steps"), "Its steps.", (d, field) => d with { Do = field }, FlowReader.ListAllowed },
    };

    /// <summary><c>choose:</c>.</summary>
    public static readonly MapGrammar<BlockDraft> Choose = new("choose", "Choose step")
    {
        { "choose", Ways(), "Alternatives, one of which is drawn by weight in each iteration.", FlowReader.WaysAllowed },
    };

    /// <summary><c>set:</c>.</summary>
    public static readonly MapGrammar<BlockDraft> Set = new("set", "Set step")
    {
        {
            "set", Entries(PlanLimits.MapEntries, [], Ref("name")),
            "Variables of the iteration, by name; a later value may use an earlier one.", SetReader.Allowed
        },
    };

    /// <summary><c>each:</c>.</summary>
    public static readonly MapGrammar<BlockDraft> Each = new("eachStep", "Each step")
    {
        { "each", Ref(LoopKeys.Each), "Does steps for each item of a list.", "{ in, as, do }" },
    };

    /// <summary><c>while:</c>.</summary>
    public static readonly MapGrammar<BlockDraft> While = new("while", "While step")
    {
        {
            "while", Ref("expression"), "A condition, evaluated before each repetition.", (d, field) => d with { Condition = field },
            Expressions.Expression.ConditionAllowed
        },
        {
            "max", LoopKeys.Repetitions(LoopKeys.DefaultMax), "Maximum number of repetitions; the iteration fails if the condition still holds then.",
            (d, v) => d with { Max = v }
        },
        { "do", Ref("steps"), "The steps to repeat.", (d, field) => d with { Do = field }, FlowReader.ListAllowed },
    };

    /// <summary><c>poll:</c>.</summary>
    public static readonly MapGrammar<BlockDraft> Poll = new("pollStep", "Poll step")
    {
        { "poll", Ref(LoopKeys.Poll), "Does steps until a condition holds.", "{ until, do }" },
    };

    /// <summary><c>retry:</c>.</summary>
    public static readonly MapGrammar<BlockDraft> Retry = new("retryStep", "Retry step")
    {
        { "retry", Ref(LoopKeys.Retry), "Does steps again when a request in them fails.", "{ max, do }" },
    };

    /// <summary><c>parallel:</c>.</summary>
    public static readonly MapGrammar<BlockDraft> Parallel = new("parallel", "Parallel step", "Measured as a group.")
    {
        {
            "parallel", Ref("steps"), "Steps that are done at once, such as requests and groups.",
            (d, field) => d with { Do = field }, FlowReader.ListAllowed
        },
        { "name", Title with { Default = "parallel" }, "Name of the group.", (d, v) => d with { Name = v } },
    };

    /// <summary><c>script:</c>.</summary>
    public static readonly MapGrammar<BlockDraft> Script = new(
        "script", "Script step",
        "JavaScript in a sandbox. It has vars, feeds, iteration, user, response, random(), check(name, condition) and fail(reason).")
    {
        {
            "script", ScriptSchema(),
            "The script, or the file beside the plan that holds it; what it assigns to vars is set from the next step on.",
            "JavaScript"
        },
    };

    /// <summary><c>k6:</c>.</summary>
    public static readonly MapGrammar<BlockDraft> K6 = new("k6Step", "k6 step")
    {
        { "k6", Ref("name"), "Function of the plan's k6 script that is called.", "the name of an exported function, such as default" },
    };

    private static ValueGrammar<string> Title => Of(Ref("title"), SeriesTitles.Read);

    private static JsonObject Ways()
    {
        JsonObject ways = List(PlanLimits.MapEntries, Ref(Way));
        ways["minItems"] = MinWays;
        return ways;
    }

    private static JsonObject ScriptSchema() => AnyOf(
        new JsonObject
        {
            ["type"] = Names(["string", "number", "boolean"]),
            ["maxLength"] = PlanLimits.ScriptLength,
            ["examples"] = Names(["vars.total = vars.prices.reduce((sum, price) => sum + price, 0);"]),
        },
        Ref("fileMap"));
}
