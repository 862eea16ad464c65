using System.Diagnostics;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;
using PerfFunctions.LocalHost.Tests.Apps;
using PerfFunctions.TestKit;

namespace PerfFunctions.LocalHost.Tests.Durable;

public sealed class OrchestrationTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly string _hub = AppDriver.NewHub();
    private AppDriver _app = null!;

    public async ValueTask InitializeAsync() => _app = await AppDriver.StartAsync(azurite, typeof(DurableApp), _hub);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Two_hundred_activities_fan_out_and_in_within_seconds()
    {
        var watch = Stopwatch.StartNew();
        OrchestrationMetadata end = await _app.RunAsync(nameof(DurableApp.FanOut), 200);
        Assert.Equal(Enumerable.Range(1, 200).Sum(n => n * n), end.ReadOutputAs<int>());
        TestContext.Current.TestOutputHelper!.WriteLine($"200 activities in {watch.ElapsedMilliseconds} ms");
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_timer_fires_at_its_time_and_not_before()
    {
        OrchestrationMetadata end = await _app.RunAsync(nameof(DurableApp.Timer));
        Assert.InRange(end.ReadOutputAs<double>(), 400, 5000);
    }

    [Fact]
    public async Task A_cancelled_timer_does_not_hold_the_orchestration()
    {
        OrchestrationMetadata end = await _app.RunAsync(nameof(DurableApp.CancelledTimer));
        Assert.Equal("cancelled", end.ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_sub_orchestration_gives_its_result_to_its_parent()
    {
        OrchestrationMetadata end = await _app.RunAsync(nameof(DurableApp.Parent), false);
        Assert.Equal("child of Parent", end.ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_failing_sub_orchestration_can_be_caught_by_its_cause()
    {
        OrchestrationMetadata end = await _app.RunAsync(nameof(DurableApp.Parent), true);
        Assert.Equal("caught Child: child gave up", end.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Retries_back_off_and_end_with_the_success()
    {
        OrchestrationMetadata end = await _app.RunAsync(nameof(DurableApp.Retry), 3);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
        long[] tries = Tries();
        Assert.Equal(4, tries.Length);
        TimeSpan[] gaps = [.. tries.Zip(tries.Skip(1), (a, b) => TimeSpan.FromTicks(b - a))];
        Assert.All(gaps.Zip([100, 300, 900]), gap => Assert.True(gap.First >= TimeSpan.FromMilliseconds(gap.Second), $"{gap}"));
    }

    [Fact]
    public async Task Retries_that_are_used_up_fail_the_orchestration()
    {
        OrchestrationMetadata end = await _app.RunAsync(nameof(DurableApp.Retry), 1000);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal(4, Tries().Length);
    }

    [Fact]
    public async Task A_retry_handler_decides_how_often()
    {
        OrchestrationMetadata end = await _app.RunAsync(nameof(DurableApp.RetryByHandler), 1000);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal(3, Tries().Length);
    }

    [Fact]
    public async Task A_hundred_generations_keep_a_bounded_history_and_an_early_event()
    {
        string id = await _app.Client.ScheduleNewOrchestrationInstanceAsync(nameof(DurableApp.Generations), 1);
        await _app.Client.RaiseEventAsync(id, "kept", "still here");
        OrchestrationMetadata end = await _app.EndAsync(id);
        Assert.Equal("still here", end.ReadOutputAs<string>());
        Assert.Equal(100, end.ReadCustomStatusAs<int>());

        var history = new TableClient(azurite.ConnectionString, _hub + "History");
        int rows = await history.QueryAsync<TableEntity>(row => row.PartitionKey == id).CountAsync();
        Assert.InRange(rows, 1, 12);
    }

    [Fact]
    public async Task The_custom_status_is_seen_while_it_runs()
    {
        string id = await _app.Client.ScheduleNewOrchestrationInstanceAsync(nameof(DurableApp.Status));
        await _app.UntilAsync(id, "waiting", seen => seen.SerializedCustomStatus?.Contains("waiting", StringComparison.Ordinal) == true);
        await _app.Client.RaiseEventAsync(id, "go", "now");
        OrchestrationMetadata end = await _app.EndAsync(id);
        Assert.Equal("""{"step":"done"}""", end.SerializedCustomStatus);
    }

    [Fact]
    public async Task A_failure_is_told_with_its_cause()
    {
        OrchestrationMetadata end = await _app.RunAsync(nameof(DurableApp.Fails));
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal("Microsoft.DurableTask.TaskFailedException", end.FailureDetails!.ErrorType);
        Assert.Equal("Task 'FailTimes' (#0) failed with an unhandled exception: not yet", end.FailureDetails.ErrorMessage);
        Assert.True(end.FailureDetails.InnerFailure!.IsCausedBy<ArgumentException>());
    }

    [Fact]
    public async Task Payloads_larger_than_a_cell_go_through()
    {
        string text = new('x', 2_000_000);
        OrchestrationMetadata end = await _app.RunAsync(nameof(DurableApp.Large), text);
        Assert.Equal(text, end.ReadOutputAs<string>());
        Assert.Equal(text, end.ReadInputAs<string>());
        Assert.Equal(text, end.ReadCustomStatusAs<string>());
    }

    [Fact]
    public async Task Ids_differ_and_each_activity_of_a_sequence_runs_once()
    {
        OrchestrationMetadata end = await _app.RunAsync(nameof(DurableApp.Steps), 5);
        Assert.NotEqual("same", end.ReadOutputAs<string>());
        Assert.All(Enumerable.Range(1, 5), step => Assert.Equal(1, _app.Journal.Count($"echo step {step}")));
    }

    [Fact]
    public async Task One_orchestration_raises_an_event_to_another()
    {
        string receiver = await _app.Client.ScheduleNewOrchestrationInstanceAsync(nameof(DurableApp.Status));
        await _app.RunAsync(nameof(DurableApp.Sender), receiver);
        Assert.Equal("from another", (await _app.EndAsync(receiver)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Code_that_awaits_something_not_durable_is_told_so()
    {
        OrchestrationMetadata end = await _app.RunAsync(nameof(DurableApp.NotDurable));
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("not durable", end.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    private long[] Tries() =>
        [.. _app.Journal.Lines.Where(line => line.StartsWith("try ", StringComparison.Ordinal)).Select(line => long.Parse(line[4..]))];
}
