using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PerfFunctions.Api;
using PerfFunctions.Api.Live;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Http;
using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.Triggers;

/// <summary>Shows a run as it goes on, by server-sent events.</summary>
public sealed class RunEventsApi(RunViewReader reader, RunOutlines outlines, RunBlobs blobs, LiveLog log, RunCourse course, TimeProvider time)
{
    // Front ends of Azure end a response after 230 seconds; whoever watches connects again and goes on.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);
    private const int BeatEvery = 15;

    /// <summary>
    /// Events of a run: <c>run</c> (its state), <c>plan</c> (what it is about to do), <c>series</c> (its load so far, as few points),
    /// then <c>second</c> (of its load), <c>page</c> (whose audit has ended), <c>budgets</c>, <c>errors</c> and <c>shards</c> (of its
    /// load so far), <c>results</c> (what the load came to), <c>current</c> (after what there is at the connection), and <c>end</c>.
    /// A client that connects again with <c>Last-Event-ID</c> gets the seconds that it has not had.
    /// With <c>?once=true</c> the response ends with what there is: for a client behind a proxy that holds streams back.
    /// </summary>
    [Function("GetRunEvents")]
    [RequireRole(Role.Read)]
    [Answers(null, Media = "text/event-stream")]
    [Query("once", "true: the response ends with what there is now.")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/runs/{id}/events")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        string last = request.Headers["Last-Event-ID"].ToString();
        long next = 0;
        if (last.Length > 0 && !long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out next))
        {
            return Problems.Fields([new FieldProblem("Last-Event-ID", last, "is not the id of an event", "the id of the last event received")]);
        }

        string once = request.Query["once"].ToString();
        if (once is not ("" or "true" or "false"))
        {
            return Problems.Fields([new FieldProblem("once", once, "is not a boolean", "true or false")]);
        }

        if (await reader.FindAsync(id, durable, cancellationToken) is null)
        {
            return Problems.NotFound($"run '{id}'");
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, request.HttpContext.RequestAborted);
        var stream = new EventStream(request.HttpContext.Response, ended.Token);
        try
        {
            await stream.BeginAsync(Retry);
            await FollowAsync(stream, id, next, time.GetUtcNow() + (once == "true" ? TimeSpan.Zero : Longest), durable, ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The client is gone, or the service stops: it connects again.
        }

        return Results.Empty;
    }

    // At least one round, whatever the time.
    private async Task FollowAsync(EventStream stream, string id, long next, DateTimeOffset until, DurableTaskClient durable, CancellationToken ended)
    {
        OutlinedRun? outlined = null;
        HashSet<string> audited = [];
        for (int round = 1; ; round++)
        {
            RunView? run = await reader.FindAsync(id, durable, ended);
            if (run is null)
            {
                return;
            }

            // The state comes first, and what belongs to it after: a client that has seen the end has seen all.
            await stream.WriteChangeAsync("run", "run", run);
            if (outlined is null && (outlined = await outlines.FindAsync(id, ended)) is not null)
            {
                await stream.WriteChangeAsync("plan", "plan", outlined.Outline);
            }

            await WritePagesAsync(stream, run, outlined, audited, ended);
            next = await WriteSecondsAsync(stream, id, next, ended);
            await WriteProgressAsync(stream, run, outlined, ended);
            if (run.Outcome is not null && await blobs.FindResultsAsync(id, ended) is { } results)
            {
                await stream.WriteChangeAsync("results", "results", results);
            }

            await stream.WriteChangeAsync("current", "current", new { });
            if (run.Outcome is not null)
            {
                await stream.WriteChangeAsync("end", "end", new { });
                await stream.FlushAsync();
                return;
            }

            if (round % BeatEvery == 0)
            {
                await stream.BeatAsync();
            }

            await stream.FlushAsync();
            if (time.GetUtcNow() >= until)
            {
                return;
            }

            await Task.Delay(Poll, time, ended);
        }
    }

    // Further loads may have been added to a page until the end.
    private async Task WritePagesAsync(
        EventStream stream, RunView run, OutlinedRun? outlined, HashSet<string> audited, CancellationToken ended)
    {
        foreach (string page in outlined?.Outline.Pages.Where(p => run.Outcome is not null || !audited.Contains(p)) ?? [])
        {
            if (await outlines.FindPageAsync(outlined!, page, ended) is { } ofPage)
            {
                audited.Add(page);
                await stream.WriteChangeAsync("page", page, ofPage);
            }
        }
    }

    private async Task<long> WriteSecondsAsync(EventStream stream, string id, long next, CancellationToken ended)
    {
        if (next == 0)
        {
            (RunSeries series, next) = await course.ReadAsync(id, 0, null, RunCourse.UsualPoints, ended);
            if (series.Seconds.Count > 0)
            {
                await stream.WriteAsync("series", JsonSerializer.Serialize(series, PerfJson.Options), next);
            }

            return next;
        }

        while (await log.ReadAsync(id, next, ended) is { Count: > 0 } lines)
        {
            foreach (LiveLine line in lines)
            {
                await stream.WriteAsync("second", line.Json, line.Next);
            }

            next = lines[^1].Next;
        }

        return next;
    }

    // The verdict takes the place of budgets that were evaluated on the way.
    private async Task WriteProgressAsync(EventStream stream, RunView run, OutlinedRun? outlined, CancellationToken ended)
    {
        if (outlined is not { Outline.Scenarios.Count: > 0 } || await blobs.FindProgressAsync(run.RunId, ended) is not { } progress)
        {
            return;
        }

        if (run.Verdict is null && run.Outcome is null && progress.Budgets is { } budgets)
        {
            await stream.WriteChangeAsync("budgets", "budgets", budgets);
        }

        await stream.WriteChangeAsync("errors", "errors", progress.Errors);
        await stream.WriteChangeAsync("shards", "shards", progress.Shards);
    }
}
