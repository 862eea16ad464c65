using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace PerfFunctions.Host.TestApp;

/// <summary>What a client of Durable Functions can do, over HTTP.</summary>
public static class ClientFunctions
{
    /// <summary>Starts an orchestration with the body as its input.</summary>
    [Function(nameof(Schedule))]
    public static async Task<IResult> Schedule(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orchestrations/{name}/{id}")] HttpRequest request,
        [DurableClient] DurableTaskClient client, string name, string id)
    {
        JsonElement input = await ReadAsync(request);
        await client.ScheduleNewOrchestrationInstanceAsync(name, input.ValueKind == JsonValueKind.Null ? null : input, new StartOrchestrationOptions(id));
        return Results.Accepted();
    }

    /// <summary>Says how an orchestration stands.</summary>
    [Function(nameof(Look))]
    public static async Task<IResult> Look(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "instances/{id}")] HttpRequest request, [DurableClient] DurableTaskClient client, string id) =>
        await client.GetInstanceAsync(id, getInputsAndOutputs: true, request.HttpContext.RequestAborted) is { } seen
            ? Results.Json(new
            {
                status = $"{seen.RuntimeStatus}",
                output = Raw(seen.SerializedOutput),
                custom = Raw(seen.SerializedCustomStatus),
            })
            : Results.NotFound();

    /// <summary>Raises an event, or terminates, suspends or resumes.</summary>
    [Function(nameof(Steer))]
    public static async Task<IResult> Steer(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "instances/{id}/{act}")] HttpRequest request,
        [DurableClient] DurableTaskClient client, string id, string act)
    {
        JsonElement input = await ReadAsync(request);
        await (act switch
        {
            "terminate" => client.TerminateInstanceAsync(id, input),
            "suspend" => client.SuspendInstanceAsync(id, "lunch"),
            "resume" => client.ResumeInstanceAsync(id, "work"),
            _ => client.RaiseEventAsync(id, act, input),
        });
        return Results.Accepted();
    }

    /// <summary>Purges an orchestration; how many there were.</summary>
    [Function(nameof(Purge))]
    public static async Task<IResult> Purge(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "instances/{id}")] HttpRequest request, [DurableClient] DurableTaskClient client, string id) =>
        Results.Text($"{(await client.PurgeInstanceAsync(id, cancellation: request.HttpContext.RequestAborted)).PurgedInstanceCount}");

    private static async Task<JsonElement> ReadAsync(HttpRequest request) =>
        (await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted)).RootElement.Clone();

    // What ends or suspends an orchestration from outside is text as it was given.
    private static object? Raw(string? output)
    {
        try
        {
            return output is null ? null : JsonDocument.Parse(output).RootElement.Clone();
        }
        catch (JsonException)
        {
            return output;
        }
    }
}
