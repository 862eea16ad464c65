using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PerfFunctions.Api;
using PerfFunctions.App.ActivityLogs;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Quotas;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Files;

namespace PerfFunctions.App.Runs.Starting;

/// <summary>Starts runs: every way of asking for one ends here.</summary>
public sealed class RunStarter(RunStore runs, RunBlobs blobs, ClaimStore claims, PullRequestIndex index, ActivityLog audit, TimeProvider time)
{
    /// <summary>Starts a run; does nothing more when a request with the same claim has started it already.</summary>
    /// <returns>Id of the run, of the earlier one where there is one.</returns>
    public async Task<string> StartAsync(DurableTaskClient durable, RunStart start, CancellationToken cancellationToken)
    {
        string runId = start.Id ?? NewId(start.At, start.Distinct);
        if (start.Claim is { } claim)
        {
            runId = await claims.ClaimAsync(claim.Source, claim.Key, runId, cancellationToken);
        }

        if (await durable.GetInstanceAsync(runId, cancellationToken) is not null)
        {
            return runId;
        }

        await AddAsync(runId, start, cancellationToken);
        await ScheduleAsync(durable, RunInstances.Run, runId, new RunRequest(runId, start.PullRequest is not null), cancellationToken);
        return runId;
    }

    /// <summary>The run that a request with the same claim has started; null for none. Reasons against a new run do not apply to it.</summary>
    public async Task<string?> FindAsync(RunClaim? claim, CancellationToken cancellationToken) =>
        claim is not null && await claims.FindAsync(claim.Source, claim.Key, cancellationToken) is { } runId
            && await runs.FindAsync(runId, cancellationToken) is not null
            ? runId
            : null;

    /// <summary>Keeps that a run was refused before it was one.</summary>
    public Task RefuseAsync(CheckedRun run, Caller by, IReadOnlyList<PlanProblem> refusals, CancellationToken cancellationToken) => audit.AddAsync(
        new ActivityEntry { At = time.GetUtcNow(), Who = by, What = ActivityKind.Start, Plan = run.Plan.Name, Target = run.Target, Refused = string.Join('\n', refusals) },
        cancellationToken);

    /// <summary>Has a person's command carried out, once however often it is delivered.</summary>
    public async Task AskAsync(DurableTaskClient durable, PullRequestCommand command, RunClaim claim, CancellationToken cancellationToken)
    {
        string runId = await claims.ClaimAsync(claim.Source, claim.Key, command.RunId is "" ? NewId() : command.RunId, cancellationToken);
        string id = RunInstances.CommandId(runId);
        if (await durable.GetInstanceAsync(id, cancellationToken) is null)
        {
            await ScheduleAsync(durable, RunInstances.Command, id, command with { RunId = runId }, cancellationToken);
        }
    }

    /// <summary>Stands for the plan's name until the plan is read, also as a key of tables, which must hold no '/' and no '#'.</summary>
    public static string PlaceholderName(PullRequestContext from) =>
        $"{from.Owner}:{from.Repository}:{from.Number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? from.HeadSha[..7]}";

    /// <summary>An id for a run that is asked for now.</summary>
    public string NewId(DateTimeOffset? at = null, string? distinct = null) =>
        TableKeys.RunId(at ?? time.GetUtcNow(), distinct ?? RandomNumberGenerator.GetHexString(8, lowercase: true));

    private async Task AddAsync(string runId, RunStart start, CancellationToken cancellationToken)
    {
        var run = new RunRecord
        {
            RunId = runId,
            Plan = start.Plan,
            Trigger = start.Trigger,
            Target = start.Target,
            CreatedAt = time.GetUtcNow(),
            PullRequest = start.PullRequest,
            Commit = start.Commit,
            Branch = start.Branch,
            Stretch = start.Stretch,
            Part = start.Part,
            Settings = start.Settings,
            By = start.By,
        };
        await runs.AddAsync(run, cancellationToken);
        await audit.AddOnceAsync(
            runId,
            new ActivityEntry { At = run.CreatedAt, Who = run.By, What = ActivityKind.Start, Run = runId, Plan = run.Plan, Target = run.Target ?? start.PullRequest?.DeploymentUrl },
            cancellationToken);
        if (run.PullRequest is not null)
        {
            await index.AddAsync(run, cancellationToken);
        }

        // The text last: where it is, the files are.
        if (start.Files.All.Count > 0)
        {
            await blobs.SaveFilesAsync(runId, start.Files, cancellationToken);
        }

        if (start.PlanText is not null)
        {
            await blobs.SavePlanAsync(runId, start.PlanText, cancellationToken);
        }
    }

    private static async Task ScheduleAsync(
        DurableTaskClient durable, string orchestration, string runId, object input, CancellationToken cancellationToken)
    {
        try
        {
            await durable.ScheduleNewOrchestrationInstanceAsync(orchestration, input, new StartOrchestrationOptions(runId), cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Two deliveries of one request can come at once; the one that is second finds the first one's instance.
            if (await durable.GetInstanceAsync(runId, cancellationToken) is null)
            {
                throw;
            }
        }
    }
}

/// <summary>What a run is started with.</summary>
/// <param name="Trigger">What asks for it.</param>
/// <param name="Plan">Plan name, as far as known.</param>
/// <param name="PlanText">The plan; null when it is read from the repository.</param>
public sealed record RunStart(RunTrigger Trigger, string Plan, string? PlanText)
{
    /// <summary>The files beside the plan; none when it is read from the repository.</summary>
    [JsonIgnore]
    public PlanFiles Files { get; init; } = PlanFiles.None;

    /// <summary>Address under test, where the trigger brings it.</summary>
    public string? Target { get; init; }

    /// <summary>The pull request; null for none.</summary>
    public PullRequestContext? PullRequest { get; init; }

    /// <summary>Commit under test, where the sender says it and there is no pull request.</summary>
    public string? Commit { get; init; }

    /// <summary>Branch of that commit.</summary>
    public string? Branch { get; init; }

    /// <summary>What the sender calls the request; null when it cannot come twice.</summary>
    public RunClaim? Claim { get; init; }

    /// <summary>How many times as long as its plan says its load is.</summary>
    public int Stretch { get; init; } = 1;

    /// <summary>What of its plan is run.</summary>
    public RunPart Part { get; init; }

    /// <summary>What it chooses of its plan.</summary>
    public PlanSettings Settings { get; init; } = PlanSettings.None;

    /// <summary>Who requested it; null where the trigger has no caller.</summary>
    public Caller? By { get; init; }

    /// <summary>Id of the run; null to make one.</summary>
    public string? Id { get; init; }

    /// <summary>Instant that the run is named after; null for now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Distinguishes runs of one instant, lower-case letters and digits; null for a random suffix.</summary>
    public string? Distinct { get; init; }
}

/// <summary>A request as its sender calls it.</summary>
/// <param name="Source">Kind of sender.</param>
/// <param name="Key">Name of the request.</param>
public sealed record RunClaim(string Source, string Key)
{
    /// <summary>The claim of an HTTP request by its <c>Idempotency-Key</c>; null when it has none.</summary>
    public static RunClaim? Of(HttpRequest request, string source) =>
        request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } key ? new RunClaim(source, key) : null;
}
