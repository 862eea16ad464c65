using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Overviews;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Text;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Overviews;

public sealed class SettingsApiTests(AzuriteFixture azurite)
{
    private static readonly string[] Connected =
    [
        "Perf:GitHub:Hosts:enterprise:Token=secret-token", "Perf:GitHub:Hosts:enterprise:WebhookSecret=secret-0123456789-0123456789",
        "Perf:GitHub:Hosts:enterprise:BaseAddress=https://github.example/api/v3/",
    ];

    [Fact]
    public async Task Code_hosts_are_shown_configured_or_not_and_without_their_secrets()
    {
        ServiceSettings settings = await ReadAsync(Connected);
        Assert.Equal(
            [
                new("GitHub", "enterprise", "https://github.example/api/v3/", Configured: true, "token", "/api/github/webhook/enterprise"),
                new("Azure DevOps", null, null, Configured: false, null, "/api/azuredevops/webhook"),
            ],
            settings.CodeHosts);
        Assert.DoesNotContain("secret", JsonSerializer.Serialize(settings, PerfJson.Options), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quotas_have_their_use_and_a_limit_of_costs_is_one_only_where_it_is_set()
    {
        ServiceSettings settings = await ReadAsync("Perf:Quotas:Runs=7");
        Assert.Equal(("Perf:Quotas:Runs", 0.0, 7.0), (settings.Shared[0].Option, settings.Shared[0].Used, settings.Shared[0].Limit));
        Assert.DoesNotContain(settings.Shared, quota => quota.Option == "Perf:Cost:MonthlyLimit");
        ServiceSettings limited = await ReadAsync("Perf:Cost:MonthlyLimit=5");
        Assert.Contains(limited.Shared, quota => quota is { Option: "Perf:Cost:MonthlyLimit", Unit: "USD", Limit: 5 });
        Assert.Contains(settings.Limits, limit => limit is { Option: "Perf:Quotas:LoadSeconds", Unit: "s", Limit: 14_400 });
        Assert.Contains(settings.CodeHosts, host => host is { Kind: "GitHub", Configured: false });
    }

    [Fact]
    public async Task The_caller_is_named_with_the_role()
    {
        var viewer = new Caller("viewer", Role.Read, CallerProof.Key);
        Assert.Equal(viewer, (await ReadAsync()).Caller);
    }

    private async Task<ServiceSettings> ReadAsync(params string[] settings)
    {
        await using Bench bench = await Bench.StartAsync(azurite, null, settings);
        var context = new DefaultHttpContext();
        context.SetCaller(new Caller("viewer", Role.Read, CallerProof.Key));
        IResult answer = await bench.Make<SettingsApi>().GetAsync(context.Request, TestContext.Current.CancellationToken);
        return Assert.IsType<JsonHttpResult<ServiceSettings>>(answer).Value!;
    }
}
