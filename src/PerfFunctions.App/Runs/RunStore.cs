using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using PerfFunctions.Api;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Costs;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Text;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.App.Runs;

/// <summary>Keeps a row a run. Writers change only the columns that are theirs, so none undoes another's.</summary>
public sealed class RunStore(ResultStorage storage, PlanIndex index)
{
    private TableClient Table => storage.Runs;

    /// <summary>Adds a run; does nothing when it is there already, so that a retry is safe.</summary>
    public async Task AddAsync(RunRecord run, CancellationToken cancellationToken)
    {
        TableEntity row = Row(run.RunId);
        row["RunId"] = run.RunId;
        row["Plan"] = run.Plan;
        row["Trigger"] = run.Trigger.ToString();
        row["Target"] = run.Target;
        row["CreatedAt"] = run.CreatedAt;
        row["PullRequest"] = Json(run.PullRequest);
        row["Commit"] = run.Commit;
        row["Branch"] = run.Branch;
        row["Stretch"] = run.Stretch;
        row["Part"] = run.Part.ToString();
        row["By"] = Json(run.By);
        row["Settings"] = run.Settings == PlanSettings.None ? null : Json(run.Settings);
        try
        {
            await Table.AddEntityAsync(row, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            // The first writer's row stands.
        }

        await index.AddAsync(run.Plan, run.RunId, cancellationToken);
    }

    /// <summary>A run; null when there is none of this id.</summary>
    public async Task<RunRecord?> FindAsync(string runId, CancellationToken cancellationToken)
    {
        if (!TableKeys.IsRunId(runId))
        {
            return null;
        }

        NullableResponse<TableEntity> found = await Table.GetEntityIfExistsAsync<TableEntity>(
            TableKeys.Run, TableKeys.NewestFirst(runId), cancellationToken: cancellationToken);
        return found.HasValue ? Read(found.Value!) : null;
    }

    /// <summary>A run that must be there.</summary>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    public async Task<RunRecord> GetAsync(string runId, CancellationToken cancellationToken) =>
        await FindAsync(runId, cancellationToken) ?? throw new InvalidOperationException($"Run '{runId}' has no record.");

    /// <summary>A page of runs, newest first, after the run <paramref name="after"/> (null for the first page).</summary>
    public async Task<IReadOnlyList<RunRecord>> ListAsync(string? after, int count, CancellationToken cancellationToken)
    {
        string from = after is null ? "" : TableKeys.NewestFirst(after);
        List<RunRecord> runs = [];
        await foreach (TableEntity row in Query(from, count, cancellationToken))
        {
            runs.Add(Read(row));
            if (runs.Count == count)
            {
                break;
            }
        }

        return runs;
    }

    /// <summary>A page of a plan's runs, newest first, after the run <paramref name="after"/> (null for the first page).</summary>
    public async Task<IReadOnlyList<RunRecord>> ListOfPlanAsync(string plan, string? after, int count, CancellationToken cancellationToken)
    {
        List<RunRecord> runs = [];
        await foreach (string[] ids in index.ListAsync(plan, after, count, cancellationToken).Chunk(count))
        {
            RunRecord?[] found = await Task.WhenAll(ids.Select(id => FindAsync(id, cancellationToken)));
            runs.AddRange(found.OfType<RunRecord>().Where(run => run.Plan == plan));
            if (runs.Count >= count)
            {
                break;
            }
        }

        return [.. runs.Take(count)];
    }

    /// <summary>Runs asked for before an instant, newest first.</summary>
    public async IAsyncEnumerable<RunRecord> OlderThanAsync(
        DateTimeOffset instant, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (TableEntity row in Query(TableKeys.OlderThan(instant), 1000, cancellationToken))
        {
            yield return Read(row);
        }
    }

    /// <summary>Says what the plan made of the run.</summary>
    public Task SetPlanAsync(string runId, PerfPlan plan, string? target, CancellationToken cancellationToken) => NameAsync(
        runId, plan.Name,
        row =>
        {
            (row["Target"], row["Profile"]) = (target, plan.Profile);
            Dictionary<string, string> changed = plan.ChangedParameters.ToDictionary(name => name, name => plan.Parameters[name]);
            row["Parameters"] = changed.Count == 0 ? null : Json(changed);
        },
        cancellationToken);

    /// <summary>Says the name of the run's plan, where it is known before the plan is read.</summary>
    public Task SetPlanNameAsync(string runId, string plan, CancellationToken cancellationToken) =>
        NameAsync(runId, plan, _ => { }, cancellationToken);

    /// <summary>Says which of the repository's plans the run is of.</summary>
    public Task SetPullRequestAsync(string runId, PullRequestContext pullRequest, CancellationToken cancellationToken) =>
        MergeAsync(runId, row => row["PullRequest"] = Json(pullRequest), cancellationToken);

    /// <summary>Asks for the end of a run whose place that of a newer commit takes.</summary>
    public Task SupersedeAsync(string runId, string commit, CancellationToken cancellationToken) =>
        MergeAsync(runId, row => (row["CancelRequested"], row["SupersededBy"]) = (true, commit), cancellationToken);

    /// <summary>Says that the run's plan has nothing to measure.</summary>
    public Task SetSkippedAsync(string runId, string plan, string reason, CancellationToken cancellationToken) =>
        NameAsync(runId, plan, row => row["Skipped"] = reason, cancellationToken);

    /// <summary>Says when the shards start.</summary>
    public Task SetGoAtAsync(string runId, DateTimeOffset goAt, CancellationToken cancellationToken) =>
        MergeAsync(runId, row => row["GoAt"] = goAt, cancellationToken);

    /// <summary>Asks for the end of a run.</summary>
    public Task RequestCancelAsync(string runId, CancellationToken cancellationToken) =>
        MergeAsync(runId, row => row["CancelRequested"] = true, cancellationToken);

    /// <summary>Says what the run costs.</summary>
    public Task SetCostAsync(string runId, RunCost cost, CancellationToken cancellationToken) =>
        MergeAsync(runId, row => row["Cost"] = Json(cost), cancellationToken);

    /// <summary>Says by which number lists show the run.</summary>
    public Task SetKeyMetricAsync(string runId, RunKeyMetric metric, CancellationToken cancellationToken) =>
        MergeAsync(runId, row => row["KeyMetric"] = Json(metric), cancellationToken);

    /// <summary>Ends a run because everything is stopped.</summary>
    public Task StopAsync(string runId, string reason, CancellationToken cancellationToken) =>
        MergeAsync(runId, row => (row["CancelRequested"], row["Stopped"]) = (true, reason), cancellationToken);

    /// <summary>Says which conditions have become true: the one that aborts the run, if any, and those that end scenarios.</summary>
    public Task SetHitsAsync(string runId, ConditionHit? abort, IReadOnlyList<ConditionHit> ended, CancellationToken cancellationToken) =>
        MergeAsync(runId, row => (row["Abort"], row["Ended"]) = (Json(abort), Json(ended)), cancellationToken);

    /// <summary>Says what became of the run's setup or teardown.</summary>
    public Task SetFixtureAsync(string runId, FixtureResult result, CancellationToken cancellationToken) =>
        MergeAsync(runId, row => row[result.Name == Fixture.Setup ? "Setup" : "Teardown"] = Json(result), cancellationToken);

    /// <summary>Says that the load is over.</summary>
    public Task SetLoadEndedAsync(string runId, DateTimeOffset at, CancellationToken cancellationToken) =>
        MergeAsync(runId, row => row["LoadEndedAt"] = at, cancellationToken);

    /// <summary>Says that the load was watched to its end.</summary>
    public Task SetWatchedAsync(string runId, CancellationToken cancellationToken) =>
        MergeAsync(runId, row => row["Watched"] = true, cancellationToken);

    /// <summary>Records how a run ended.</summary>
    public Task FinishAsync(string runId, RunOutcome outcome, string headline, DateTimeOffset at, CancellationToken cancellationToken) =>
        MergeAsync(runId, row => (row["Outcome"], row["Headline"], row["FinishedAt"]) = (outcome.ToString(), headline, at), cancellationToken);

    /// <summary>Forgets a run: its row goes last, so that it is found again where this was cut off.</summary>
    public async Task DeleteAsync(RunRecord run, CancellationToken cancellationToken)
    {
        await index.DeleteAsync(run.Plan, run.RunId, cancellationToken);
        await Table.DeleteEntityAsync(TableKeys.Run, TableKeys.NewestFirst(run.RunId), cancellationToken: cancellationToken);
    }

    private AsyncPageable<TableEntity> Query(string after, int pageSize, CancellationToken cancellationToken) =>
        Table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {TableKeys.Run} and RowKey gt {after}"),
            Math.Min(pageSize, 1000), cancellationToken: cancellationToken);

    // The index first: a run that it lacks would never be found by its plan.
    private async Task NameAsync(string runId, string plan, Action<TableEntity> change, CancellationToken cancellationToken)
    {
        await index.AddAsync(plan, runId, cancellationToken);
        await MergeAsync(
            runId,
            row =>
            {
                row["Plan"] = plan;
                change(row);
            },
            cancellationToken);
    }

    private Task MergeAsync(string runId, Action<TableEntity> change, CancellationToken cancellationToken)
    {
        TableEntity row = Row(runId);
        change(row);
        return Table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Merge, cancellationToken);
    }

    private static TableEntity Row(string runId) => new(TableKeys.Run, TableKeys.NewestFirst(runId));

    private static RunRecord Read(TableEntity row) => new()
    {
        RunId = row.GetString("RunId"),
        Plan = row.GetString("Plan"),
        Trigger = Enum.Parse<RunTrigger>(row.GetString("Trigger")),
        Target = row.GetString("Target"),
        CreatedAt = row.GetDateTimeOffset("CreatedAt")!.Value,
        FinishedAt = row.GetDateTimeOffset("FinishedAt"),
        Outcome = row.GetString("Outcome") is { } outcome ? Enum.Parse<RunOutcome>(outcome) : null,
        Headline = row.GetString("Headline"),
        GoAt = row.GetDateTimeOffset("GoAt"),
        CancelRequested = row.GetBoolean("CancelRequested") ?? false,
        Abort = Value<ConditionHit>(row, "Abort"),
        Ended = Value<ConditionHit[]>(row, "Ended") ?? [],
        Watched = row.GetBoolean("Watched") ?? false,
        Setup = Value<FixtureResult>(row, "Setup"),
        Teardown = Value<FixtureResult>(row, "Teardown"),
        LoadEndedAt = row.GetDateTimeOffset("LoadEndedAt"),
        PullRequest = Value<PullRequestContext>(row, "PullRequest"),
        Commit = row.GetString("Commit"),
        Branch = row.GetString("Branch"),
        SupersededBy = row.GetString("SupersededBy"),
        Skipped = row.GetString("Skipped"),
        Stretch = row.GetInt32("Stretch") ?? 1,
        Stopped = row.GetString("Stopped"),
        Cost = Value<RunCost>(row, "Cost"),
        By = Value<Caller>(row, "By"),
        Settings = Value<PlanSettings>(row, "Settings") ?? PlanSettings.None,
        KeyMetric = Value<RunKeyMetric>(row, "KeyMetric"),
        Profile = row.GetString("Profile"),
        Parameters = Value<IReadOnlyDictionary<string, string>>(row, "Parameters") ?? ReadOnlyDictionary<string, string>.Empty,
        Part = row.GetString("Part") is { } part ? Enum.Parse<RunPart>(part) : RunPart.All,
    };

    private static string? Json<T>(T? value)
        where T : class => value is null ? null : JsonSerializer.Serialize(value, PerfJson.Options);

    private static T? Value<T>(TableEntity row, string column)
        where T : class => row.GetString(column) is { } json ? JsonSerializer.Deserialize<T>(json, PerfJson.Options) : null;
}
