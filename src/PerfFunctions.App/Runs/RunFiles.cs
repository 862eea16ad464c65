using PerfFunctions.App.Runs.Activities;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.App.Runs;

/// <summary>A run that has been planned, opened for work.</summary>
/// <param name="Record">Its row.</param>
/// <param name="Plan">Its plan.</param>
/// <param name="Target">Address under test.</param>
public sealed record OpenRun(RunRecord Record, PerfPlan Plan, Uri Target)
{
    /// <summary>The plan as it was written.</summary>
    public required PlanSource Source { get; init; }
}

/// <summary>Opens planned runs.</summary>
public sealed class RunFiles(RunStore runs, RunBlobs blobs)
{
    /// <summary>Reads the record and the plan that <see cref="PlanRun"/> left.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="forLoad">Whether the rows and bodies that are files are loaded, too.</param>
    /// <exception cref="InvalidOperationException">The run has not been planned.</exception>
    public async Task<OpenRun> OpenAsync(string runId, CancellationToken cancellationToken, bool forLoad = false)
    {
        RunRecord record = await runs.GetAsync(runId, cancellationToken);
        (PlanSource? source, PerfPlan? plan) = await ReadAsync(record, forLoad, cancellationToken);
        return source is null || plan is null || record.Target is null
            ? throw new InvalidOperationException($"Run '{runId}' has not been planned.")
            : new OpenRun(record, ShapedPlan.Of(plan, record), new Uri(record.Target)) { Source = source };
    }

    /// <summary>The plan of a run as it was written, and as it was read; null where there is none, or it cannot be read.</summary>
    public async Task<(PlanSource? Source, PerfPlan? Plan)> ReadAsync(RunRecord run, bool forLoad, CancellationToken cancellationToken)
    {
        if (await blobs.FindPlanAsync(run.RunId, cancellationToken) is not { } text)
        {
            return (null, null);
        }

        PlanSettings settings = run.Chosen with { IsChecked = true };
        PlanParseResult parsed = PlanParser.Parse(text, settings);
        if (parsed.Files.Count == 0)
        {
            return (new PlanSource(text, PlanFiles.None), parsed.Plan);
        }

        HashSet<string> texts = [.. parsed.Files.Where(f => f.IsText).Select(f => f.Path)];
        PlanFiles? files = await blobs.FindFilesAsync(run.RunId, f => forLoad || texts.Contains(f.Path), cancellationToken);
        return (new PlanSource(text, files ?? PlanFiles.None), PlanParser.Parse(text, settings, files ?? PlanFiles.None).Plan);
    }

    /// <summary>All feeds of a run with their rows: those of the plan, and those that were fetched for it.</summary>
    public async Task<IReadOnlyList<Feed>> FeedsAsync(OpenRun run, CancellationToken cancellationToken)
    {
        if (run.Plan.Feeds.All(f => f.From is null))
        {
            return run.Plan.Feeds;
        }

        List<Feed> fetched = await blobs.FindFeedsAsync(run.Record.RunId, cancellationToken) ??
            throw new InvalidOperationException($"The feeds of run '{run.Record.RunId}' have not been fetched.");
        return [.. run.Plan.Feeds.Where(f => f.From is null), .. fetched];
    }
}
