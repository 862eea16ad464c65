using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Http;
using PerfFunctions.App.Quotas;
using PerfFunctions.Engine.Plans.Documents;

namespace PerfFunctions.App.Runs.Starting;

/// <summary>Starts runs that are asked for over HTTP, and answers.</summary>
public sealed class RequestedRuns(RunStarter starter, AdmissionChecks guards, RunLinks links)
{
    /// <summary>202 with the run, the same for a request that comes again; 403 with all that stands against it, which is kept.</summary>
    /// <param name="durable">Runs it.</param>
    /// <param name="request">Who asks.</param>
    /// <param name="guarded">What is looked at.</param>
    /// <param name="start">What is started; who asks is added here.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IResult> StartAsync(
        DurableTaskClient durable, HttpRequest request, CheckedRun guarded, RunStart start, CancellationToken cancellationToken)
    {
        if (await starter.FindAsync(start.Claim, cancellationToken) is { } earlier)
        {
            return RunAccepted.Result(earlier, links);
        }

        IReadOnlyList<PlanProblem> refusals = await guards.ProblemsAsync(guarded, cancellationToken);
        if (refusals.Count > 0)
        {
            await starter.RefuseAsync(guarded, request.Caller(), refusals, cancellationToken);
            return Problems.Refused(refusals);
        }

        return RunAccepted.Result(await starter.StartAsync(durable, start with { By = request.Caller() }, cancellationToken),
            links);
    }
}
