using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Options;

public sealed class OptionsTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("Perf:RatePerShard=0", "RatePerShard")]
    [InlineData("Perf:UsersPerShard=-1", "UsersPerShard")]
    [InlineData("Perf:MaxShards=1001", "MaxShards")]
    [InlineData("Perf:BarrierSeconds=601", "BarrierSeconds")]
    [InlineData("Perf:RetentionDays=0", "RetentionDays")]
    [InlineData("Perf:Targets:Allowed=shop.example, 10.0.0.0/64", "10.0.0.0/64")]
    [InlineData("Perf:Targets:Secret=short", "Secret")]
    [InlineData("Perf:ActivityRetentionDays=0", "ActivityRetentionDays")]
    [InlineData("Perf:Quotas:Rate=0", "Rate")]
    [InlineData("Perf:Quotas:RunsPerHost=0", "RunsPerHost")]
    [InlineData("Perf:Cost:PerGbSecond=-0.1", "PerGbSecond")]
    [InlineData("Perf:Cost:Currency=dollars", "Currency")]
    [InlineData("Perf:Webhook:Url=https://169.254.169.254/latest", "cloud metadata")]
    [InlineData("Perf:Webhook:Url=https://[fd00:ec2::254]/latest", "cloud metadata")]
    [InlineData("Perf:Webhook:Url=https://[::ffff:169.254.169.254]/latest", "cloud metadata")]
    [InlineData("Perf:RealUsers:FlushSeconds=0", "FlushSeconds")]
    [InlineData("Perf:RealUsers:BeaconsPerSecond=0", "BeaconsPerSecond")]
    [InlineData("Perf:RealUsers:MaxPages=0", "MaxPages")]
    [InlineData("Perf:PublicUrl=perf.example", "PublicUrl")]
    [InlineData("Perf:Storage:Prefix=a-b", "Prefix")]
    [InlineData("Perf:Storage:AccountName=No", "AccountName")]
    [InlineData("Perf:Storage:EndpointSuffix=https://core.windows.net/", "EndpointSuffix")]
    public async Task An_option_out_of_range_stops_the_start_and_is_named(string setting, string name)
    {
        using IHost host = Service.Build(azurite, null, setting);
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_option_out_of_range_is_named_at_once()
    {
        using IHost host = Service.Build(azurite, null, "Perf:RatePerShard=0", "Perf:RetentionDays=0");
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
        Assert.All(["RatePerShard", "RetentionDays"], name => Assert.Contains(name, refused.Message, StringComparison.Ordinal));
    }
}
