using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PerfFunctions.LocalHost.Tests.Apps;
using PerfFunctions.TestKit;

namespace PerfFunctions.LocalHost.Tests.Durable;

public sealed class SteeringTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly string _hub = AppDriver.NewHub();
    private AppDriver _app = null!;

    public async ValueTask InitializeAsync() => _app = await AppDriver.StartAsync(azurite, typeof(DurableApp), _hub);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Events_are_taken_whether_they_come_before_or_after_the_wait()
    {
        string id = await _app.Client.ScheduleNewOrchestrationInstanceAsync(nameof(DurableApp.TwoEvents));
        await _app.Client.RaiseEventAsync(id, "A", "early");
        _app.Journal.Gate.SetResult();
        await Eventually.TrueAsync(() => _app.Journal.Count("end events") == 1, "the activity's end");
        await _app.Client.RaiseEventAsync(id, "b", 7);
        Assert.Equal("before early 7", (await _app.EndAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(100, "timeout")]
    [InlineData(60_000, "in time")]
    public async Task A_wait_for_an_event_ends_by_event_or_timeout(int milliseconds, string expected)
    {
        string id = await _app.Client.ScheduleNewOrchestrationInstanceAsync(nameof(DurableApp.EventOrTimeout), milliseconds);
        if (milliseconds > 1000)
        {
            await _app.Client.WaitForInstanceStartAsync(id);
            await _app.Client.RaiseEventAsync(id, "go", "in time");
        }

        Assert.Equal(expected, (await _app.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_event_to_nobody_is_refused() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => _app.Client.RaiseEventAsync("nobody", "go"));

    [Fact]
    public async Task Termination_ends_with_the_given_output_and_takes_children_along_if_asked()
    {
        string id = await _app.Client.ScheduleNewOrchestrationInstanceAsync(nameof(DurableApp.Family));
        await _app.UntilAsync(id + "-child", "the child", seen => seen.IsRunning);
        await _app.Client.TerminateInstanceAsync(id, new TerminateInstanceOptions("enough", Recursive: true));
        OrchestrationMetadata end = await _app.EndAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, end.RuntimeStatus);
        Assert.Equal("enough", end.ReadOutputAs<string>());
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await _app.EndAsync(id + "-child")).RuntimeStatus);
    }

    [Fact]
    public async Task What_comes_while_suspended_is_worked_in_after_resuming()
    {
        string id = await _app.Client.ScheduleNewOrchestrationInstanceAsync(nameof(DurableApp.Status));
        await _app.Client.WaitForInstanceStartAsync(id);
        await _app.Client.SuspendInstanceAsync(id, "lunch");
        await _app.UntilAsync(id, "suspended", seen => seen.RuntimeStatus == OrchestrationRuntimeStatus.Suspended);
        await _app.Client.RaiseEventAsync(id, "go", "later");
        await _app.UntilAsync(id, "still suspended", seen => seen.RuntimeStatus == OrchestrationRuntimeStatus.Suspended);
        await _app.Client.ResumeInstanceAsync(id);
        Assert.Equal("later", (await _app.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_id_under_way_is_refused_and_one_that_has_ended_starts_anew()
    {
        var options = new StartOrchestrationOptions("the one/and only");
        string id = await _app.Client.ScheduleNewOrchestrationInstanceAsync(nameof(DurableApp.Status), options);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => _app.Client.ScheduleNewOrchestrationInstanceAsync(nameof(DurableApp.Status), options));
        await _app.Client.RaiseEventAsync(id, "go", "1");
        await _app.EndAsync(id);
        await _app.Client.ScheduleNewOrchestrationInstanceAsync(nameof(DurableApp.Status), options);
        await _app.Client.RaiseEventAsync(id, "go", "2");
        Assert.Equal("2", (await _app.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_delayed_start_waits_and_keeps_what_comes_before()
    {
        var options = new StartOrchestrationOptions(StartAt: DateTimeOffset.UtcNow.AddMilliseconds(700));
        string id = await _app.Client.ScheduleNewOrchestrationInstanceAsync(nameof(DurableApp.Status), options);
        await _app.Client.RaiseEventAsync(id, "go", "kept");
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await _app.Client.GetInstanceAsync(id))!.RuntimeStatus);
        OrchestrationMetadata end = await _app.EndAsync(id);
        Assert.Equal("kept", end.ReadOutputAs<string>());
        Assert.True(end.LastUpdatedAt >= options.StartAt);
    }

    [Fact]
    public async Task A_purge_leaves_nothing_behind()
    {
        OrchestrationMetadata end = await _app.RunAsync(nameof(DurableApp.Large), new string('x', 100_000));
        PurgeResult result = await _app.Client.PurgeInstanceAsync(end.InstanceId);
        Assert.Equal(1, result.PurgedInstanceCount);
        Assert.Null(await _app.Client.GetInstanceAsync(end.InstanceId));

        var history = new TableClient(azurite.ConnectionString, _hub + "History");
        Assert.Equal(0, await history.QueryAsync<TableEntity>(row => row.PartitionKey == end.InstanceId).CountAsync());
        var blobs = new BlobContainerClient(azurite.ConnectionString, _hub.ToLowerInvariant() + "-payloads");
        Assert.Equal(0, await blobs.GetBlobsAsync().CountAsync());
    }

    [Fact]
    public async Task An_orchestration_under_way_is_not_purged()
    {
        string id = await _app.Client.ScheduleNewOrchestrationInstanceAsync(nameof(DurableApp.Status));
        Assert.Equal(0, (await _app.Client.PurgeInstanceAsync(id)).PurgedInstanceCount);
        Assert.Equal(0, (await _app.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter())).PurgedInstanceCount);
        Assert.NotNull(await _app.Client.GetInstanceAsync(id));
    }

    [Fact]
    public async Task Instances_are_listed_by_prefix_status_and_page()
    {
        foreach (string id in new[] { "list-1", "list-2", "list-3", "other" })
        {
            await _app.Client.ScheduleNewOrchestrationInstanceAsync(nameof(DurableApp.Status), new StartOrchestrationOptions(id));
            await _app.Client.WaitForInstanceStartAsync(id);
        }

        await _app.Client.RaiseEventAsync("list-2", "go", "end");
        await _app.EndAsync("list-2");
        var running = new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Running], InstanceIdPrefix: "list-", PageSize: 1);
        List<Page<OrchestrationMetadata>> pages = await _app.Client.GetAllInstancesAsync(running).AsPages().ToListAsync();
        Assert.Equal(["list-1", "list-3"], pages.SelectMany(page => page.Values).Select(instance => instance.InstanceId));
        Assert.All(pages, page => Assert.InRange(page.Values.Count, 0, 1));
    }

    [Fact]
    public async Task Inputs_and_outputs_are_given_only_to_those_who_ask()
    {
        OrchestrationMetadata end = await _app.RunAsync(nameof(DurableApp.Parent), false);
        OrchestrationMetadata seen = (await _app.Client.GetInstanceAsync(end.InstanceId))!;
        Assert.Null(seen.SerializedOutput);
        Assert.Throws<InvalidOperationException>(() => seen.ReadOutputAs<string>());
    }
}
