using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Load.Flows;

/// <summary>Draws how long pauses last.</summary>
internal static class PauseLength
{
    /// <summary>
    /// The length of one pause, at most <see cref="PlanLimits.StepLength"/>. A fixed pause draws nothing, so that it changes
    /// none of the values drawn after it.
    /// </summary>
    public static TimeSpan Draw(PauseStep pause, ref Dice dice)
    {
        TimeSpan length = pause switch
        {
            { Spread: PauseSpread.Normal, Max: { } deviation } => pause.For + (Normal(ref dice) * deviation),
            { Spread: PauseSpread.Exponential } => -Math.Log(1 - dice.Share()) * pause.For,
            { Max: { } max } => pause.For + (dice.Share() * (max - pause.For)),
            _ => pause.For,
        };
        return length < TimeSpan.Zero ? TimeSpan.Zero : length > PlanLimits.StepLength ? PlanLimits.StepLength : length;
    }

    // Box and Muller, 1958.
    private static double Normal(ref Dice dice) => Math.Sqrt(-2 * Math.Log(1 - dice.Share())) * Math.Cos(2 * Math.PI * dice.Share());
}
