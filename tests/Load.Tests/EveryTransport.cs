using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Tests;

/// <summary>What holds on one transport holds on every other.</summary>
internal static class EveryTransport
{
    /// <summary>
    /// Runs a scenario on every transport at once, each with a target of its own. For load that is light: it waits far more than it
    /// works, so that the transports do not disturb each other.
    /// </summary>
    public static Task AsTheyWaitAsync(Func<TransportChoice, Task> scenario) =>
        Task.WhenAll(new[] { TransportChoice.Best, TransportChoice.General }.Select(transport => NamedAsync(scenario, transport)));

    private static async Task NamedAsync(Func<TransportChoice, Task> scenario, TransportChoice transport)
    {
        try
        {
            await scenario(transport);
        }
        catch (Exception error) when (error is not Xunit.Sdk.SkipException)
        {
            throw new InvalidOperationException($"On the transport {transport}: {error.Message}", error);
        }
    }
}
