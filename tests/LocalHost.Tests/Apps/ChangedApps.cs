using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace PerfFunctions.LocalHost.Tests.Apps;

/// <summary>The app of a first deployment.</summary>
internal static class FirstVersionApp
{
    [Function("Work")]
    public static string Work([ActivityTrigger] string text) => text;

    [Function("Flow")]
    public static async Task Flow([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CallActivityAsync<string>("Work", "1");
        await context.CallActivityAsync<string>("Work", "2");
        await context.WaitForExternalEvent<string>("go");
    }
}

/// <summary>The same after a change: another activity as the second step.</summary>
internal static class OtherActivityApp
{
    [Function("Work")]
    public static string Work([ActivityTrigger] string text) => text;

    [Function("OtherWork")]
    public static string OtherWork([ActivityTrigger] string text) => text;

    [Function("Flow")]
    public static async Task Flow([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CallActivityAsync<string>("Work", "1");
        await context.CallActivityAsync<string>("OtherWork", "2");
        await context.WaitForExternalEvent<string>("go");
    }
}

/// <summary>The same after a change: the second step is gone.</summary>
internal static class MissingStepApp
{
    [Function("Work")]
    public static string Work([ActivityTrigger] string text) => text;

    [Function("Flow")]
    public static async Task Flow([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CallActivityAsync<string>("Work", "1");
        await context.WaitForExternalEvent<string>("go");
    }
}

/// <summary>The same after a change: one step more, beside the first.</summary>
internal static class MoreStepsApp
{
    [Function("Work")]
    public static string Work([ActivityTrigger] string text) => text;

    [Function("Flow")]
    public static async Task Flow([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await Task.WhenAll(
            context.CallActivityAsync<string>("Work", "1"),
            context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None));
        await context.CallActivityAsync<string>("Work", "2");
        await context.WaitForExternalEvent<string>("go");
    }
}
