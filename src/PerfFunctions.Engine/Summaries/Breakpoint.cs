using System.Globalization;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Units;

namespace PerfFunctions.Engine.Summaries;

/// <summary>What the search for the breakpoint found.</summary>
/// <param name="LastGoodRate">The highest arrival rate per second that was sustained before the condition became true; 0 if not
/// even the first was; null if unknown.</param>
/// <param name="Words">The same in one sentence, or why it is unknown.</param>
public sealed record BreakpointSummary(double? LastGoodRate, string Words);

/// <summary>Finds the last arrival rate that a target bore.</summary>
public static class Breakpoint
{
    /// <summary>
    /// The highest rate of a stage that had been held to its end before the condition's window began, or that a ramp
    /// had reached by then. When the condition never became true, the highest rate asked.
    /// </summary>
    /// <param name="scenario">A scenario with <see cref="Scenario.Until"/>.</param>
    /// <param name="hit">The condition as it became true; null when it did not.</param>
    /// <param name="cutOff">Why the scenario did not get as far as it should, or was not what was measured; null when it did.</param>
    public static BreakpointSummary Of(Scenario scenario, ConditionHit? hit, string? cutOff)
    {
        if (scenario is not { Model: ArrivalModel model, Until: { } until })
        {
            return new BreakpointSummary(null, "Only arrivals with 'until' have a breakpoint.");
        }

        if (cutOff is not null)
        {
            return new BreakpointSummary(null, $"There is no breakpoint: {cutOff}");
        }

        if (hit is null)
        {
            double highest = model.Stages.Max(s => Math.Max(s.From, s.To));
            return new BreakpointSummary(highest,
                $"The target sustained the highest planned rate, {Rates.Format(Math.Round(highest, 2))}.");
        }

        double end = hit.Second + 1 - scenario.Start.TotalSeconds;
        double good = HighestHeld(model.Stages, end - until.Window.TotalSeconds);
        string at = Rates.Format(Math.Round(RateAt(model.Stages, end), 2));
        return new BreakpointSummary(good, string.Create(CultureInfo.InvariantCulture,
            $"{(good > 0 ? $"The target sustained {Rates.Format(Math.Round(good, 2))}" : "The target did not sustain the first rate")}; at {at} '{until.Expression}' became true."));
    }

    private static double HighestHeld(IReadOnlyList<RateStage> stages, double until)
    {
        double highest = 0;
        double start = 0;
        foreach (RateStage stage in stages)
        {
            double held = Math.Clamp((until - start) / stage.Over.TotalSeconds, 0, 1);
            start += stage.Over.TotalSeconds;
            bool isRamp = !stage.From.Equals(stage.To);
            if (held >= 1 || (isRamp && held > 0))
            {
                highest = Math.Max(highest, Math.Max(stage.From, stage.From + ((stage.To - stage.From) * held)));
            }
        }

        return highest;
    }

    private static double RateAt(IReadOnlyList<RateStage> stages, double instant)
    {
        double start = 0;
        foreach (RateStage stage in stages)
        {
            double length = stage.Over.TotalSeconds;
            if (instant <= start + length)
            {
                return stage.From + ((stage.To - stage.From) * Math.Clamp((instant - start) / length, 0, 1));
            }

            start += length;
        }

        return stages[^1].To;
    }
}
