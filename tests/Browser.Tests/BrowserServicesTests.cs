using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PerfFunctions.Browser.Launch;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests;

public sealed class BrowserServicesTests
{
    [Fact]
    public async Task The_auditor_is_registered_with_the_configured_options()
    {
        await using ServiceProvider services = Build("00:00:20");

        Assert.IsType<PlaywrightPageAuditor>(services.GetRequiredService<IPageAuditor>());
        Assert.Equal(TimeSpan.FromSeconds(20), services.GetRequiredService<IOptions<BrowserOptions>>().Value.LoadTimeout);
    }

    [Theory]
    [InlineData("00:00:00")]
    [InlineData("01:00:00")]
    public async Task A_time_out_of_range_is_refused(string timeout)
    {
        await using ServiceProvider services = Build(timeout);

        OptionsValidationException error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IPageAuditor>());

        Assert.Contains("LoadTimeout", error.Message);
    }

    private static ServiceProvider Build(string timeout)
    {
        ServiceCollection services = new();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Browser:LoadTimeout"] = timeout }).Build());
        return services.AddBrowserAudits().BuildServiceProvider();
    }
}
