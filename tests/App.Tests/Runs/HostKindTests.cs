using Microsoft.Extensions.Configuration;
using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Trends;

namespace PerfFunctions.App.Tests.Runs;

public sealed class HostKindTests
{
    [Fact]
    public void A_function_app_is_reported_by_its_region_and_plan() => Assert.Equal(
        new HostKind("westeurope", "FlexConsumption", Environment.ProcessorCount), Of(("REGION_NAME", "westeurope"), ("WEBSITE_SKU", "FlexConsumption")));

    [Fact]
    public void A_container_app_is_one_kind_of_machine_through_all_its_revisions()
    {
        HostKind[] kinds = [.. new[] { "perf--1", "perf--2" }.Select(revision => Of(("CONTAINER_APP_NAME", "perf"), ("CONTAINER_APP_REVISION", revision)))];
        Assert.Equal("ContainerApp", kinds[0].Instance);
        Assert.Equal(kinds[0], kinds[1]);
    }

    [Fact]
    public void A_machine_of_ones_own_has_cores_alone() => Assert.Equal(new HostKind("", "", Environment.ProcessorCount), Of());

    private static HostKind Of(params (string Name, string Value)[] settings) => HostKind.Of(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Name, s => (string?)s.Value)).Build());
}
