using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Http;
using PerfFunctions.App.Quotas;
using PerfFunctions.App.Runs.Starting;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.Triggers;

/// <summary>Starts spike tests on demand.</summary>
public sealed class SpikeApi(RequestBodies bodies, RequestedRuns asked)
{
    private const int MaxBytes = 4 * 1024;

    /// <summary>Starts a run whose arrival rate jumps to <c>rate</c>, stays there <c>for</c> a time and falls back.</summary>
    [Function("StartSpike")]
    [RequireRole(Role.Start)]
    [Takes(typeof(SpikeRequest))]
    [Answers(typeof(RunAccepted), 202)]
    public async Task<IResult> StartAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/spike")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        using ReceivedBody body = await bodies.ReadAsync(request, MaxBytes, cancellationToken);
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
        var guarded = new CheckedRun(null, PlanParser.Parse(text).Plan!, spike!.Target, RunTrigger.Spike);
        var start = new RunStart(RunTrigger.Spike, SpikePlan.Name, text) { Claim = RunClaim.Of(request, "spike") };
        return await asked.StartAsync(durable, request, guarded, start, cancellationToken);
    }
}
