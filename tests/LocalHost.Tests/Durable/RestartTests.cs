using Azure.Data.Tables;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PerfFunctions.LocalHost.Durable.Hub;
using PerfFunctions.LocalHost.Tests.Apps;
using PerfFunctions.TestKit;

namespace PerfFunctions.LocalHost.Tests.Durable;

public sealed class RestartTests(AzuriteFixture azurite)
{
    private readonly string _hub = AppDriver.NewHub();

    [Fact]
    public async Task A_stopped_host_leaves_its_activity_unfinished_and_the_next_one_runs_only_that_again()
    {
        string id;
        await using (AppDriver first = await AppDriver.StartAsync(azurite, typeof(DurableApp), _hub))
        {
            id = await first.Client.ScheduleNewOrchestrationInstanceAsync(nameof(DurableApp.GateThenEcho));
            await Eventually.TrueAsync(() => first.Journal.Count("begin gate") == 1, "the activity");
        }

        await using AppDriver second = await AppDriver.StartAsync(azurite, typeof(DurableApp), _hub);
        second.Journal.Gate.SetResult();
        Assert.Equal("done after", (await second.EndAsync(id)).ReadOutputAs<string>());
        Assert.Equal(["begin gate", "end gate", "echo done after"], second.Journal.Lines);
    }

    [Fact]
    public async Task Timers_children_and_waits_survive_a_restart()
    {
        string timer, family;
        await using (AppDriver first = await AppDriver.StartAsync(azurite, typeof(DurableApp), _hub))
        {
            timer = await first.Client.ScheduleNewOrchestrationInstanceAsync(nameof(DurableApp.Timer));
            family = await first.Client.ScheduleNewOrchestrationInstanceAsync(nameof(DurableApp.Family));
            await first.UntilAsync(family + "-child", "the child", seen => seen.IsRunning);
            await first.UntilAsync(timer, "the timer", seen => seen.RuntimeStatus != OrchestrationRuntimeStatus.Pending);
        }

        await using AppDriver second = await AppDriver.StartAsync(azurite, typeof(DurableApp), _hub);
        await second.Client.RaiseEventAsync(family + "-child", "go", "now");
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await second.EndAsync(family)).RuntimeStatus);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await second.EndAsync(timer)).RuntimeStatus);
    }

    [Theory]
    [InlineData(typeof(OtherActivityApp), "step 1: history has activity 'Work', the code now calls activity 'OtherWork'")]
    [InlineData(typeof(MissingStepApp), "step 1: history has activity 'Work', the code now asks for nothing")]
    [InlineData(typeof(MoreStepsApp), "step 1: history has nothing, the code now calls a timer")]
    public async Task Changed_code_fails_its_open_orchestrations_and_names_the_step(Type changed, string expected)
    {
        var options = new StartOrchestrationOptions("flow");
        await using (AppDriver first = await AppDriver.StartAsync(azurite, typeof(FirstVersionApp), _hub))
        {
            await first.Client.ScheduleNewOrchestrationInstanceAsync("Flow", options);
            await Eventually.TrueAsync(async () => await CompletedAsync("flow") == 2, "both activities");
        }

        await using AppDriver second = await AppDriver.StartAsync(azurite, changed, _hub);
        OrchestrationMetadata end = await second.EndAsync("flow");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.StartsWith(expected, end.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_of_an_episode_that_was_cut_off_do_not_count()
    {
        var history = new TableClient(azurite.ConnectionString, _hub + "History");
        await using (AppDriver first = await AppDriver.StartAsync(azurite, typeof(DurableApp), _hub))
        {
            await first.Client.ScheduleNewOrchestrationInstanceAsync(nameof(DurableApp.Status), new StartOrchestrationOptions("cut"));
            await first.Client.WaitForInstanceStartAsync("cut");
        }

        // As if a crash had come between the first and the last transaction of an episode.
        TableEntity last = await history.QueryAsync<TableEntity>(row => row.PartitionKey == "cut" && row.RowKey.CompareTo("i") < 0).LastAsync();
        int sequence = Convert.ToInt32(last.RowKey[^8..], 16) + 1;
        await history.AddEntityAsync(new TableEntity("cut", $"{last.RowKey[..^8]}{sequence:x8}")
        {
            ["Event"] = """text:{"kind":"eventRaised","Name":"go","Input":"\"half\"","MessageId":"m"}""",
        });

        await using AppDriver second = await AppDriver.StartAsync(azurite, typeof(DurableApp), _hub);
        await second.Client.RaiseEventAsync("cut", "go", "whole");
        Assert.Equal("whole", (await second.EndAsync("cut")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task The_owner_of_another_machine_is_respected_while_its_heart_beats_and_no_longer()
    {
        var instances = new TableClient(azurite.ConnectionString, _hub + "Instances");
        await instances.CreateIfNotExistsAsync();
        var owner = new TableEntity("owner", "owner")
        {
            ["Token"] = "t",
            ["Machine"] = "elsewhere",
            ["Pid"] = 1,
            ["ProcessStart"] = DateTimeOffset.UtcNow,
            ["Heartbeat"] = DateTimeOffset.UtcNow,
        };
        await instances.AddEntityAsync(owner);
        await Assert.ThrowsAsync<HubInUseException>(() => AppDriver.StartAsync(azurite, typeof(DurableApp), _hub));
        owner["Heartbeat"] = DateTimeOffset.UtcNow.AddSeconds(-31);
        await instances.UpsertEntityAsync(owner, TableUpdateMode.Replace);
        await using AppDriver app = await AppDriver.StartAsync(azurite, typeof(DurableApp), _hub);
    }

    private async Task<int> CompletedAsync(string id)
    {
        var history = new TableClient(azurite.ConnectionString, _hub + "History");
        return await history.QueryAsync<TableEntity>(row => row.PartitionKey == id)
            .CountAsync(row => row.GetString("Event")?.Contains("\"taskCompleted\"", StringComparison.Ordinal) == true);
    }
}
