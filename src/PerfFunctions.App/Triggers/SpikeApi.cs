using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PerfFunctions.App.Access;
using PerfFunctions.App.Guards;
using PerfFunctions.App.Storage;
using PerfFunctions.App.Triggers.Contract;
using PerfFunctions.Engine;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.App.Triggers;

/// <summary>Starts spike tests on demand.</summary>
public sealed class SpikeApi(RequestBodies bodies, AskedRuns asked)
{
    private const int MaxBytes = 4 * 1024;

    /// <summary>Starts a run whose arrival rate jumps to <c>rate</c>, stays there <c>for</c> a time and falls back.</summary>
    [Function("StartSpike")]
    [Allows(Role.Start)]
    [Takes(typeof(SpikeRequest))]
    [Answers(typeof(RunAccepted), 202)]
    public async Task<IResult> StartAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/spike")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        using RequestBody body = await bodies.ReadAsync(request, MaxBytes, cancellationToken);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        SpikeRequest? spike;
        try
        {
            spike = JsonSerializer.Deserialize<SpikeRequest>(body.ToArray(), PerfJson.Options);
        }
        catch (JsonException e)
        {
            return Problems.Fields([new FieldProblem("body", null, $"is not the JSON of a spike: {e.Message}", SpikePlan.Example)]);
        }

        if (SpikePlan.Problems(spike) is { Count: > 0 } problems)
        {
            return Problems.Fields(problems);
        }

        string text = SpikePlan.Text(spike!);
        var guarded = new GuardedRun(null, PlanParser.Parse(text).Plan!, spike!.Target, RunTrigger.Spike);
        var start = new RunStart(RunTrigger.Spike, SpikePlan.Name, text) { Claim = RunClaim.Of(request, "spike") };
        return await asked.StartAsync(durable, request, guarded, start, cancellationToken);
    }
}

/// <summary>Body of <c>POST api/spike</c>.</summary>
/// <param name="Target">Address to send to, with its path.</param>
/// <param name="Rate">Rate of the spike, e.g. <c>200/s</c>.</param>
/// <param name="For">How long it stays there, e.g. <c>30s</c>.</param>
public sealed record SpikeRequest(string? Target, string? Rate, string? For);
