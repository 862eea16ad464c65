using System.Text.Json.Nodes;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.Reading.Http;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using PerfFunctions.Engine.Values;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>Declares the scenarios of <c>load:</c>.</summary>
internal static class ScenarioKeys
{
    /// <summary>How iterations may be started.</summary>
    public const string ModelsAllowed =
        "arrivals: { rate: 50/s, for: 2m }, users: { count: 20, for: 2m }, preset: load with rate: 50/s, " +
        "or weight: 3 together with arrivals or users of the plan";

    /// <summary>The keys of which one says how iterations are started.</summary>
    public static readonly string[] Models = ["arrivals", "users", "preset", "weight"];

    private static readonly Dictionary<string, LoadPreset> Presets =
        Enum.GetValues<LoadPreset>().ToDictionary(p => p.ToString().ToLowerInvariant());

    /// <summary>A scenario. Its steps are read last, because they use what the keys before them set.</summary>
    public static readonly MapGrammar<ScenarioDraft> Map = new(
        "scenario", "Scenario", "Exactly one of arrivals, users, preset and weight.",
        rule: new KeyChoice("the scenario", Models) { Allowed = ModelsAllowed },
        never: Never())
    {
        { "start", Duration(PlanLimits.ScenarioLength, orZero: true), "Delay after the common start.", (d, v) => d with { Start = v } },
        { "weight", Whole(1, PlanLimits.Weight), "Share of the arrivals or users at the top level.", (d, _) => d },
        {
            "arrivals", Ref("arrivals"), "Open model: iterations start at a rate, however slow the target is.",
            (d, field) => ArrivalsReader.Read(field) is { } stages ? d with { Model = new ArrivalModel(stages, 0) } : d
        },
        {
            "users", Ref("users"), "Closed model: each user starts its next iteration when its last one ends.",
            (d, field) => d with { Model = UsersReader.Read(field) }
        },
        { "preset", Word(Presets), "A load of a well-known shape, built from rate and for.", (d, v) => d with { Preset = v } },
        { "rate", Ref("rate"), "Rate that the preset is scaled to." },
        { "for", Ref("duration"), "Length of the preset." },
        { "until", Until(), "Ends the scenario successfully; the last rate before it is the breakpoint." },
        {
            "inFlight", Whole(1, PlanLimits.RateOrUsers), "Most iterations at once; arrivals beyond it are dropped and counted.",
            (d, v) => d with { InFlight = v }
        },
        { "rampUp", Ref("duration"), "Time over which users with a fixed number of iterations start, evenly." },
        { "requests", Ref("rate"), "Most requests per second of all users together; with users." },
        { "pace", Ref("duration"), "From the start of a user's iteration to the start of its next, at least; with users." },
        {
            "pauseBetween", Of(Ref("pauseLength"), PauseReader.Read), "Pause before each request but the first of an iteration.",
            (d, v) => d with { PauseBetween = v }
        },
        {
            "variables", Of(Variables(), VariablesReader.Read), "Values for the flow; a list is taken in turn, one value per iteration.",
            (d, v) => d with { Variables = v }
        },
        {
            "http", Ref("http"), "HTTP settings of this scenario; they override the plan's key by key.",
            (d, field) => d with { Http = HttpSettingsReader.Read(field, d.Http, d.StartScope()) }
        },
        {
            "onFailure", Word(HttpStepReader.FailureActions),
            "What a failed request does: ends its iteration (default), lets it continue, or ends it and aborts the run.",
            (d, v) => d with { OnFailure = v }
        },
        {
            "once", Ref("steps"),
            "Steps of each virtual user before its first iteration; what they capture holds for all its iterations.",
            (d, field) => d.WithOnce(field)
        },
        { "flow", Ref("steps"), "The steps of an iteration.", (d, field) => d.WithFlow(field), FlowReader.ListAllowed },
    };

    private static JsonObject Until()
    {
        JsonObject condition = Ref("condition");
        condition["examples"] = Names(["errors > 1% for 10s"]);
        return condition;
    }

    private static JsonObject Variables() => new()
    {
        ["type"] = "object",
        ["maxProperties"] = PlanLimits.MapEntries,
        ["additionalProperties"] = AnyOf(Ref("text"), List(PlanLimits.VariableValues, Ref("text"))),
    };

    private static JsonObject Never() => Parse(
        """
        {
          "anyOf": [
            { "not": { "required": ["preset"] }, "anyOf": [{ "required": ["rate"] }, { "required": ["for"] }] },
            { "required": ["users"], "anyOf": [{ "required": ["until"] }, { "required": ["inFlight"] }] },
            {
              "required": ["preset"],
              "not": { "anyOf": [{ "properties": { "preset": { "enum": ["smoke"] } } }, { "required": ["rate"] }] }
            },
            { "required": ["preset"], "properties": { "preset": { "enum": ["breakpoint"] } }, "not": { "required": ["until"] } }
          ]
        }
        """);
}

/// <summary>A scenario as far as it has been read.</summary>
/// <param name="Plan">Feeds and secrets.</param>
/// <param name="Name">Its name.</param>
/// <param name="Given">Names that the setup has set.</param>
/// <param name="Http">How its requests travel.</param>
internal sealed record ScenarioDraft(PlanScope Plan, string Name, IReadOnlyCollection<string> Given, HttpSettings Http)
{
    public TimeSpan Start { get; init; }

    /// <summary>How iterations start, where the scenario says it by arrivals or users; null until it is read.</summary>
    public LoadModel? Model { get; init; }

    public LoadPreset? Preset { get; init; }

    public int? InFlight { get; init; }

    public PauseStep? PauseBetween { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<Value>> Variables { get; init; } =
        new Dictionary<string, IReadOnlyList<Value>>();

    public FailureAction OnFailure { get; init; } = FailureAction.End;

    public IReadOnlyList<FlowStep> Once { get; init; } = [];

    public IReadOnlyList<FlowStep> Flow { get; init; } = [];

    // What is set after the steps of 'once'; null where there are none.
    private VariableScope? AfterOnce { get; init; }

    /// <summary>What is set before any step.</summary>
    /// <param name="captured">Names that any step of the flow captures; null before the flow.</param>
    public VariableScope StartScope(HashSet<string>? captured = null) => new(Plan, Name, [.. Variables.Keys, .. Given], captured);

    /// <summary>The same with its first steps.</summary>
    public ScenarioDraft WithOnce(Field field)
    {
        VariableScope? scope = null;
        IReadOnlyList<FlowStep> once = FlowReader.Read(field, Http, captured => scope = StartScope(captured));
        return this with { Once = once, AfterOnce = scope };
    }

    /// <summary>The same with the steps of its iterations.</summary>
    public ScenarioDraft WithFlow(Field field) => this with
    {
        Flow = FlowReader.Read(field, Http, captured => new VariableScope(Plan, Name, (AfterOnce ?? StartScope()).Known, captured)),
    };
}
