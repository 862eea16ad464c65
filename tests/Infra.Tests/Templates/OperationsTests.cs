using System.Text.Json.Nodes;

namespace PerfFunctions.Infra.Tests.Templates;

/// <summary>How it runs, what it costs, and who sees it.</summary>
public sealed class OperationsTests(Template template)
{
    // Application Insights is itself where logs go; an identity, an alert or a rule has none; a plan of Flex Consumption
    // tells by its app what it does.
    private static readonly string[] WithDiagnostics =
    [
        "Microsoft.App/containerApps", "Microsoft.App/managedEnvironments", "Microsoft.ContainerRegistry/registries",
        "Microsoft.KeyVault/vaults", "Microsoft.Network/networkSecurityGroups", "Microsoft.Network/virtualNetworks",
        "Microsoft.OperationalInsights/workspaces", "Microsoft.Storage/storageAccounts", "Microsoft.Storage/storageAccounts/blobServices",
        "Microsoft.Storage/storageAccounts/queueServices", "Microsoft.Storage/storageAccounts/tableServices", "Microsoft.Web/sites",
    ];

    [Fact]
    public void Every_resource_that_has_diagnostics_sends_them_to_the_workspace() => Assert.All(template.All, deployment =>
    {
        string[] sending = [.. deployment.Of("Microsoft.Insights/diagnosticSettings").Select(setting =>
        {
            Assert.Contains("workspace", setting.Text("properties/workspaceId"), StringComparison.OrdinalIgnoreCase);
            Assert.True(setting.Get("properties")["logs"] is not null || setting.Get("properties")["metrics"] is not null);
            string id = Deployment.IdOf(setting);
            return id[..id.IndexOf("/providers/Microsoft.Insights/diagnosticSettings", StringComparison.Ordinal)];
        }).Order(StringComparer.Ordinal)];
        Assert.Equal(
            deployment.Resources.Where(r => WithDiagnostics.Contains(Deployment.TypeOf(r))).Select(Deployment.IdOf).Order(StringComparer.Ordinal), sending);
    });

    [Fact]
    public void Orchestrations_and_shards_have_their_instances_ready_where_that_is_asked_for()
    {
        JsonNode ready = Assert.Single(ScaleOf(template.Everything)["alwaysReady"]!.AsArray())!;
        Assert.Equal(("durable", 2), (ready.Text("name"), ready.Number("instanceCount")));
        Assert.Empty(ScaleOf(template.Dev)["alwaysReady"]!.AsArray());
        Assert.Equal(5, ScaleOf(template.Dev).Number("maximumInstanceCount"));
    }

    [Fact]
    public void Containers_are_scaled_by_the_work_of_the_task_hub_and_one_always_minds_its_timers()
    {
        JsonNode scale = template.Prod.App.Get("properties/template/scale");
        Assert.Equal((1, 50), (scale.Number("minReplicas"), scale.Number("maxReplicas")));
        JsonNode rule = Assert.Single(scale["rules"]!.AsArray())!["custom"]!;
        string hub = JsonNode.Parse(Repository.Read("host.json"))!.Text("extensions/durableTask/hubName");
        Assert.Equal("azure-queue", rule.Text("type"));
        Assert.Equal($"{hub.ToLowerInvariant()}-workitems", rule.Text("metadata/queueName"));
        Assert.Equal(template.Prod.Settings["AzureWebJobsStorage__accountName"], rule.Text("metadata/accountName"));
    }

    [Fact]
    public void A_host_in_a_container_is_reported_its_name_without_which_no_run_starts()
    {
        Assert.Contains("defaultDomain", template.Prod.Settings["WEBSITE_HOSTNAME"], StringComparison.Ordinal);
        Assert.DoesNotContain("WEBSITE_HOSTNAME", template.Dev.Settings.Keys);
    }

    [Fact]
    public void An_instance_has_one_shard_and_its_results_an_account_of_their_own() => Assert.All(template.All, deployment =>
    {
        Assert.Equal("1", deployment.Settings["AzureFunctionsJobHost__extensions__durableTask__maxConcurrentActivityFunctions"]);
        Assert.NotEqual(deployment.Settings["AzureWebJobsStorage__accountName"], deployment.Settings["Perf__Storage__AccountName"]);
        Assert.Equal("true", deployment.Settings["AzureWebJobsDisableHomepage"]);
    });

    [Fact]
    public void A_slice_gets_no_more_shards_than_there_can_be_instances_for_it_and_the_next_beside_the_one_that_watches() =>
        Assert.Equal(["2", "24", "7"], template.All.Select(deployment => deployment.Settings["Perf__MaxShards"]));

    [Fact]
    public void Flex_runs_the_dotnet_that_the_app_is_built_for()
    {
        JsonNode runtime = template.Dev.App.Get("properties/functionAppConfig/runtime");
        Assert.Equal("dotnet-isolated", runtime.Text("name"));
        Assert.Contains($"<TargetFramework>net{runtime.Text("version")}</TargetFramework>", Repository.Read("Directory.Build.props"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_container_is_spoken_to_where_its_image_listens()
    {
        int port = template.Prod.App.Number("properties/configuration/ingress/targetPort");
        Assert.Contains($"ASPNETCORE_URLS=http://+:{port} ", Repository.Read("infra", "container", "Dockerfile"), StringComparison.Ordinal);
    }

    [Fact]
    public void Owners_are_reported_before_a_month_costs_too_much() => Assert.All(template.All, deployment =>
    {
        JsonNode budget = Assert.Single(deployment.Of("Microsoft.Consumption/budgets"))["properties"]!;
        JsonNode[] notices = [.. budget["notifications"]!.AsObject().Select(n => n.Value!)];
        Assert.Contains(notices, n => n.Text("thresholdType") == "Actual" && n.Number("threshold") < 100);
        Assert.Contains(notices, n => n.Text("thresholdType") == "Forecasted");
        Assert.All(notices, n => Assert.Equal(["Owner"], n.Texts("contactRoles")));
        Assert.NotEqual(-1, Assert.Single(deployment.Of("Microsoft.OperationalInsights/workspaces")).Number("properties/workspaceCapping/dailyQuotaGb"));
    });

    [Fact]
    public void Failures_and_cost_raise_alerts_that_reach_people() => Assert.All(template.All, deployment =>
    {
        string people = Deployment.IdOf(Assert.Single(deployment.Of("Microsoft.Insights/actionGroups")));
        IReadOnlyList<JsonObject> metrics = deployment.Of("Microsoft.Insights/metricAlerts");
        Assert.Equal(["busy", "failed"], metrics.Select(alert => alert.Text("name").Split('-')[^1]).Order(StringComparer.Ordinal));
        Assert.All(metrics, alert => Assert.Equal(people, alert.Text("properties/actions/0/actionGroupId")));
        Assert.Equal(people, Assert.Single(deployment.Of("Microsoft.Insights/scheduledQueryRules")).Text("properties/actions/actionGroups/0"));
    });

    [Fact]
    public void A_network_is_there_when_asked_for_and_private_closes_storage_and_vault()
    {
        Assert.Empty(template.Dev.Of("Microsoft.Network/virtualNetworks"));
        Assert.NotNull(Assert.Single(template.Prod.Of("Microsoft.App/managedEnvironments")).Get("properties/vnetConfiguration/infrastructureSubnetId"));
        Assert.Empty(template.Prod.Of("Microsoft.Network/privateEndpoints"));
        Assert.NotNull(template.Everything.App["properties"]!["virtualNetworkSubnetId"]);
        Assert.Equal(6, template.Everything.Of("Microsoft.Network/privateEndpoints").Count);
        Assert.Equal(4, template.Everything.Of("Microsoft.Network/privateDnsZones/virtualNetworkLinks").Count);
        JsonObject[] closed = [.. template.Everything.Of("Microsoft.Storage/storageAccounts"), .. template.Everything.Of("Microsoft.KeyVault/vaults")];
        Assert.All(closed, resource => Assert.Equal(
            ("Disabled", "Deny"),
            (resource.Text("properties/publicNetworkAccess"), resource.Text("properties/networkAcls/defaultAction"))));
    }

    private static JsonNode ScaleOf(Deployment deployment) => deployment.App.Get("properties/functionAppConfig/scaleAndConcurrency");
}
