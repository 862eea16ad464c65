using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;

namespace PerfFunctions.LocalHost.TestApp;

/// <summary>Activities that leave a line in a file each, one after the other, with a gate in the middle.</summary>
public sealed class Work(IConfiguration configuration)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private string Folder => configuration["Work:Folder"]!;

    /// <summary>Starts the flow under a given id.</summary>
    [Function(nameof(StartFlow))]
    public static async Task<IResult> StartFlow(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "flows/{id}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id)
    {
        _ = request;
        await client.ScheduleNewOrchestrationInstanceAsync(nameof(Flow), new StartOrchestrationOptions(id));
        return Results.Accepted();
    }

    /// <summary>Tells how a flow stands.</summary>
    [Function(nameof(SeeFlow))]
    public static async Task<IResult> SeeFlow(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "flows/{id}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id)
    {
        _ = request;
        OrchestrationMetadata? seen = await client.GetInstanceAsync(id, getInputsAndOutputs: true);
        return seen is null ? Results.NotFound() : Results.Text($"{seen.RuntimeStatus} {seen.SerializedCustomStatus} {seen.SerializedOutput}");
    }

    /// <summary>Ten steps in a row beside ten at once; the sixth step in the row waits for a file named "gate".</summary>
    [Function(nameof(Flow))]
    public static async Task<int> Flow([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await Task.WhenAll(Enumerable.Range(100, 10).Select(step => context.CallActivityAsync(nameof(Step), step)));
        for (int step = 1; step <= 10; step++)
        {
            await context.CallActivityAsync(nameof(Step), step);
            context.SetCustomStatus(step);
        }

        await context.CreateTimer(TimeSpan.FromMilliseconds(200), CancellationToken.None);
        return 20;
    }

    /// <summary>Leaves its line, after the gate if it is the sixth.</summary>
    [Function(nameof(Step))]
    public async Task Step([ActivityTrigger] int step, CancellationToken cancellation)
    {
        while (step == 6 && !File.Exists(Path.Combine(Folder, "gate")))
        {
            await Task.Delay(Poll, cancellation);
        }

        await File.WriteAllTextAsync(Path.Combine(Folder, $"{step}-{Guid.NewGuid():N}"), "done", cancellation);
    }
}
