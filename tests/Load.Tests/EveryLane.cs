using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Tests;

/// <summary>What holds on one lane holds on every other.</summary>
internal static class EveryLane
{
    /// <summary>
    /// Runs a scenario on every lane at once, each with a target of its own. For load that is light: it waits far more than it
    /// works, so that the lanes do not disturb each other.
    /// </summary>
    public static Task AsTheyWaitAsync(Func<LaneChoice, Task> scenario) =>
        Task.WhenAll(new[] { LaneChoice.Best, LaneChoice.General }.Select(lane => NamedAsync(scenario, lane)));

    private static async Task NamedAsync(Func<LaneChoice, Task> scenario, LaneChoice lane)
    {
        try
        {
            await scenario(lane);
        }
        catch (Exception error) when (error is not Xunit.Sdk.SkipException)
        {
            throw new InvalidOperationException($"On the lane {lane}: {error.Message}", error);
        }
    }
}
