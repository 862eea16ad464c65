using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>Reads <c>arrivals:</c>, one stage or a list of them.</summary>
internal static class ArrivalsReader
{
    private const int MinDefaultInFlight = 100;
    private const int MaxDefaultInFlight = 20_000;
    private const int DefaultSecondsInFlight = 10;

    /// <summary>The stages with steps and replays expanded; null if a problem was reported.</summary>
    public static IReadOnlyList<RateStage>? Read(Field field)
    {
        IReadOnlyList<Field> fields =
            field.Node is ListNode ? field.Items(PlanLimits.Stages, StageKeys.ArrivalsAllowed) ?? [] : [field];
        List<RateStage> stages = [];
        bool isWhole = fields.Count > 0;
        foreach (Field item in fields)
        {
            IReadOnlyList<RateStage>? read = StagesOf(StageKeys.Arrivals.Read(item, new ArrivalStage()));
            stages.AddRange(read ?? []);
            isWhole &= read is not null;
        }

        if (!isWhole)
        {
            return null;
        }

        if (stages.All(s => s is { From: <= 0, To: <= 0 }))
        {
            field.Refuse("the rate is always 0", "a rate above 0/s in at least one stage");
        }

        if (stages.Count > PlanLimits.Rates)
        {
            field.Refuse($"the stages have {stages.Count} rates in total", $"at most {PlanLimits.Rates}");
            return null;
        }

        return stages;
    }

    /// <summary>Iterations in progress at once when the plan does not say: ten seconds' worth of the highest rate.</summary>
    public static int DefaultInFlight(IReadOnlyList<RateStage> stages)
    {
        double peak = stages.Max(s => Math.Max(s.From, s.To));
        return (int)Math.Clamp(Math.Ceiling(DefaultSecondsInFlight * peak), MinDefaultInFlight, MaxDefaultInFlight);
    }

    private static IReadOnlyList<RateStage>? StagesOf(ArrivalStage stage) => stage switch
    {
        { Replay: { } rates, Each: { } each } => [.. rates.Select(rate => new RateStage(rate, rate, each))],
        { Steps: { } steps, From: { } from, To: { } to, Each: { } each } => StepsOf(steps, from, to, each),
        { From: { } from, To: { } to, Over: { } over } => [new RateStage(from, to, over)],
        _ => null,
    };

    private static IReadOnlyList<RateStage> StepsOf(int count, double first, double last, TimeSpan each)
    {
        double RateOf(int step) => step == count - 1 ? last : first + ((last - first) * step / (count - 1));
        return [.. Enumerable.Range(0, count).Select(i => new RateStage(RateOf(i), RateOf(i), each))];
    }
}
