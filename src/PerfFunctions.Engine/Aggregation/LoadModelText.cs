using System.Globalization;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Units;

namespace PerfFunctions.Engine.Aggregation;

/// <summary>A load model in the words of the plan file.</summary>
public static class LoadModelText
{
    private const int MaxStages = 12;
    private const int MinSteps = 3;
    private const double Hair = 1e-9;

    /// <summary>
    /// The preset, when there is one, with what it was expanded into, and the start when it is not the common one:
    /// <c>spike: 10/s for 30s, 10/s to 100/s over 6s, …</c>
    /// </summary>
    public static string Of(Scenario scenario)
    {
        string preset = scenario.Preset is { } name ? name.ToString().ToLowerInvariant() + ": " : "";
        string start = scenario.Start > TimeSpan.Zero ? $", starting at {Durations.Format(scenario.Start)}" : "";
        string limit = scenario.MaxRate is { } rate ? $", at most {Rate(rate)} requests" : "";
        return preset + Of(scenario.Model) + limit + start;
    }

    /// <summary>
    /// <c>50/s for 2m</c>, <c>10/s to 200/s over 1m, 200/s for 30s</c>, <c>10/s to 100/s in 10 steps of 30s</c>,
    /// <c>20 users for 2m</c>, <c>20 users, 1000 iterations together, within 10m</c>. Long lists are cut.
    /// </summary>
    public static string Of(LoadModel model) => model switch
    {
        ArrivalModel arrivals => OfRates(arrivals.Stages),
        UserModel users => List(users.Stages, Of),
        IterationModel iterations => string.Create(
            CultureInfo.InvariantCulture,
            $"{Users(iterations.Users)}, {iterations.Iterations} iterations {(iterations.Shared ? "in total" : "each")}, within {Durations.Format(iterations.Limit)}{RampUp(iterations)}"),
        _ => throw new NotSupportedException($"Load model {model.GetType().Name} has no description."),
    };

    private static string RampUp(IterationModel model) =>
        model.RampUp > TimeSpan.Zero ? $", started over {Durations.Format(model.RampUp)}" : "";

    private static string OfRates(IReadOnlyList<RateStage> stages)
    {
        bool isEven = stages.Count >= MinSteps && stages.All(s => s.From.Equals(s.To) && s.Over == stages[0].Over);
        if (!isEven)
        {
            return List(stages, Of);
        }

        double step = (stages[^1].From - stages[0].From) / (stages.Count - 1);
        double hair = Hair * stages.Max(s => s.From);
        bool isLine = step != 0 && stages.Select((s, i) => s.From - stages[0].From - (i * step)).All(off => Math.Abs(off) <= hair);
        string length = Durations.Format(stages[0].Over);
        return isLine ? $"{Rate(stages[0].From)} to {Rate(stages[^1].From)} in {stages.Count} steps of {length}"
            : stages.Count <= MaxStages ? List(stages, Of)
            : $"{stages.Count} rates from {Rate(stages.Min(s => s.From))} to {Rate(stages.Max(s => s.From))}, {length} each";
    }

    private static string List<T>(IReadOnlyList<T> stages, Func<T, string> wordsOf) =>
        string.Join(", ", stages.Take(MaxStages).Select(wordsOf)) +
        (stages.Count > MaxStages ? $", and {stages.Count - MaxStages} more" : "");

    private static string Of(RateStage stage) => stage.From.Equals(stage.To)
        ? $"{Rate(stage.From)} for {Durations.Format(stage.Over)}"
        : $"{Rate(stage.From)} to {Rate(stage.To)} over {Durations.Format(stage.Over)}";

    private static string Of(UserStage stage) => stage.From == stage.To
        ? $"{Users(stage.From)} for {Durations.Format(stage.Over)}"
        : $"{stage.From} to {Users(stage.To)} over {Durations.Format(stage.Over)}";

    private static string Rate(double rate) => string.Create(CultureInfo.InvariantCulture, $"{rate:0.##}/s");

    private static string Users(int count) => count == 1 ? "1 user" : $"{count} users";
}
