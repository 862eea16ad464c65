using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Units;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>Declares the stages of <c>arrivals:</c> and <c>users:</c>.</summary>
internal static class StageKeys
{
    /// <summary>The forms of <c>arrivals:</c>.</summary>
    public const string ArrivalsAllowed =
        "{ rate: 50/s, for: 2m }, { from: 10/s, to: 200/s, over: 1m }, { from: 10/s, to: 100/s, steps: 10, each: 30s }, " +
        "{ replay: [10/s, 12/s], each: 1m }, or a list of these";

    /// <summary>The forms of <c>users:</c>.</summary>
    public const string UsersAllowed =
        "{ count: 20, for: 2m }, { from: 0, to: 50, over: 1m }, a list of these, { count: 20, iterations: 100, for: 10m } " +
        "for each user, or { count: 20, shared: 1000, for: 10m } for all users";

    private const string MixedArrivals = "a stage must be either constant, a ramp, steps or a replay";
    private const string MixedUsers =
        "a stage must be either constant or a ramp; a fixed number of iterations cannot have stages";
    private const string MixedWork = "a fixed number of iterations is either per user or shared, with a constant number of users";
    private const string LengthAllowed = $"{Durations.Allowed}; no iteration starts after it";

    /// <summary>A stage of <c>arrivals:</c>.</summary>
    public static readonly MapGrammar<ArrivalStage> Arrivals = new(
        "stage", "Arrival stage", "One of { rate, for }, { from, to, over }, { from, to, steps, each } and { replay, each }.",
        rule: new KeyForms(
            ArrivalsAllowed,
            new(MixedArrivals, ["rate", "for"]),
            new(MixedArrivals, ["from", "to", "over"], "from", "to", "over"),
            new(MixedArrivals, ["from", "to", "steps", "each"], "steps", "each"),
            new(MixedArrivals, ["replay", "each"], "replay")))
    {
        { "rate", AnyRate, "Constant rate.", (s, v) => s with { From = v, To = v } },
        { "for", Length(ArrivalsAllowed), "Length of the stage.", (s, v) => s with { Over = v } },
        { "from", AnyRate, "Rate at the start.", (s, v) => s with { From = v } },
        { "to", AnyRate, "Rate at the end.", (s, v) => s with { To = v } },
        { "over", Length(ArrivalsAllowed), "Length of the ramp.", (s, v) => s with { Over = v } },
        {
            "steps", Whole(2, PlanLimits.Rates) with { Required = "the number of steps, from 2" },
            "Number of equal steps, both ends included.", (s, v) => s with { Steps = v }
        },
        { "each", Length(ArrivalsAllowed), "Length of each step or replayed rate.", (s, v) => s with { Each = v } },
        {
            "replay", Rates with { Required = ArrivalsAllowed }, "Rates to hold one after the other.",
            (s, v) => s with { Replay = v }
        },
    };

    private static readonly KeyForms UserForms = new(
        UsersAllowed,
        new(MixedUsers, ["count", "for"]),
        new(MixedUsers, ["from", "to", "over"], "from", "to", "over"),
        new(MixedWork, ["count", "iterations", "for"], "iterations"),
        new(MixedWork, ["count", "shared", "for"], "shared"));

    /// <summary>A stage of <c>users:</c>, or a set amount of work.</summary>
    public static readonly MapGrammar<UsersDraft> Users = new(
        "userStage", "User stage",
        "One of { count, for }, { from, to, over }, { count, iterations, for } and { count, shared, for }.",
        rule: UserForms)
    {
        {
            "count", Whole(1, PlanLimits.RateOrUsers) with { Required = "the number of users, such as 20" }, "Number of users.",
            (u, v) => u with { From = v, To = v }
        },
        { "for", Length(LengthAllowed), "Length of the stage.", (u, v) => u with { Over = v } },
        { "from", AnyUsers, "Users at the start.", (u, v) => u with { From = v } },
        { "to", AnyUsers, "Users at the end.", (u, v) => u with { To = v } },
        { "over", Length(Durations.Allowed), "Length of the ramp.", (u, v) => u with { Over = v } },
        { "iterations", Work, "Iterations of each user.", (u, v) => u with { Iterations = v } },
        { "shared", Work, "Iterations of all users together.", (u, v) => u with { Iterations = v, IsShared = true } },
    };

    /// <summary>The forms that a stage in a list of <c>users:</c> may have.</summary>
    public static readonly KeyForms UsersInList = UserForms.First(2);

    private static ValueGrammar<double> AnyRate => Rate() with { Required = ArrivalsAllowed };

    private static ValueGrammar<int> AnyUsers => Whole(0, PlanLimits.RateOrUsers) with { Required = UsersAllowed };

    private static ValueGrammar<int> Work => Whole(1, PlanLimits.Arrivals) with { Required = UsersAllowed };

    private static ValueGrammar<IReadOnlyList<double>> Rates => Of(List(PlanLimits.Rates, Ref("rate")), ReadRates);

    private static ValueGrammar<TimeSpan> Length(string allowed) =>
        Duration(PlanLimits.ScenarioLength) with { Required = allowed };

    private static IReadOnlyList<double>? ReadRates(Field field)
    {
        IReadOnlyList<Field>? items = field.Items(PlanLimits.Rates, "a list of rates, such as [10/s, 12/s]");
        double?[] rates = [.. (items ?? []).Select(item => item.Rate())];
        return items is null || rates.Contains(null) ? null : [.. rates.OfType<double>()];
    }
}

/// <summary>A stage of <c>arrivals:</c> as far as it has been read; each part null until it is.</summary>
internal sealed record ArrivalStage
{
    public double? From { get; init; }

    public double? To { get; init; }

    /// <summary>Length of a constant stage or a ramp.</summary>
    public TimeSpan? Over { get; init; }

    public int? Steps { get; init; }

    /// <summary>Length of each step or replayed rate.</summary>
    public TimeSpan? Each { get; init; }

    public IReadOnlyList<double>? Replay { get; init; }
}

/// <summary>What <c>users:</c> or a stage of it says as far as it has been read; each part null until it is.</summary>
internal sealed record UsersDraft
{
    public int? From { get; init; }

    public int? To { get; init; }

    public TimeSpan? Over { get; init; }

    /// <summary>The set amount of work; null for a stage.</summary>
    public int? Iterations { get; init; }

    public bool IsShared { get; init; }
}
