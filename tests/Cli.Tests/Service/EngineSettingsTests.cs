using PerfFunctions.Cli.Service;

namespace PerfFunctions.Cli.Tests.Service;

public sealed class EngineSettingsTests
{
    private const string Polling = "AzureFunctionsJobHost__extensions__durableTask__storageProvider__maxQueuePollingInterval";
    private const string Partitions = "AzureFunctionsJobHost__extensions__durableTask__storageProvider__partitionCount";
    private const string Emulator = "UseDevelopmentStorage=false;AccountName=devstoreaccount1;AccountKey=x";

    private static readonly Uri Address = new("http://127.0.0.1:7071");

    [Theory]
    [InlineData(Emulator, "00:00:00.100")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=perf;AccountKey=x", "00:00:01")]
    public void An_account_that_is_paid_for_is_asked_less_often(string storage, string expected) =>
        Assert.Equal(expected, EngineSettings.Of(Address, null, storage)[Polling]);

    [Fact]
    public void A_machine_that_shares_its_hub_with_no_other_has_one_partition()
    {
        Assert.Equal("1", EngineSettings.Of(Address, null, Emulator)[Partitions]);
        Assert.DoesNotContain(Partitions, EngineSettings.Of(Address, new TaskHub(null, "Team"), Emulator));
        Assert.DoesNotContain(Partitions, EngineSettings.Of(Address, null, "DefaultEndpointsProtocol=https;AccountName=perf;AccountKey=x"));
    }

    [Fact]
    public void The_service_that_is_started_collects_generation_0_seldom() =>
        Assert.Equal(64 * 1024 * 1024, Convert.ToInt64(EngineSettings.Of(Address, null, Emulator)["DOTNET_GCgen0size"], 16));

    [Fact]
    public void A_named_hub_has_tables_of_its_own_and_each_service_a_name_in_it()
    {
        Dictionary<string, string> settings = EngineSettings.Of(Address, new TaskHub(null, "Team"), "AccountName=perf");
        Assert.Equal(("Team", "Team"), (settings["AzureFunctionsJobHost__extensions__durableTask__hubName"], settings["Perf__Storage__Prefix"]));
        Assert.Equal($"{Environment.MachineName}-7071", settings["Host__Instance"]);
    }
}
