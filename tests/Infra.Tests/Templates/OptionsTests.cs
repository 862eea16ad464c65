using System.Text.Json.Nodes;
using PerfFunctions.App.Telemetry;

namespace PerfFunctions.Infra.Tests.Templates;

/// <summary>
/// Holds <c>bicep/settings.bicep</c> and the options of the app against each other. An option is added to the app, and to
/// one of the two types there; only what the lists below name may differ.
/// </summary>
public sealed class OptionsTests(Template template)
{
    /// <summary>Options that no deployment sets, and why.</summary>
    private static readonly Dictionary<string, string> LeftOut = new()
    {
        ["Perf__Storage__ConnectionString"] = "storage takes no keys: the account is reached by the identity",
        ["Perf__GitHub__PrivateKeyPath"] = "the key comes from the vault, and there is no file",
        ["Perf__Targets__Local"] = "a deployed service is not for one machine alone",
        ["Browser__ExecutablePath"] = "the image names its Chromium itself",
    };

    /// <summary>Options that the template works out itself.</summary>
    private static readonly string[] WorkedOut = ["Perf__PublicUrl", "Perf__Storage__AccountName", "Perf__Storage__EndpointSuffix", "Perf__Access__PlatformSignIn"];

    /// <summary>What hosts and platform read, and the app does not.</summary>
    private static readonly string[] OfHosts =
    [
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "APPLICATIONINSIGHTS_CONNECTION_STRING", "AZURE_CLIENT_ID",
        "AzureFunctionsJobHost__extensions__durableTask__maxConcurrentActivityFunctions", "AzureFunctionsWebHost__hostid",
        "AzureWebJobsDisableHomepage", "AzureWebJobsStorage__accountName", "AzureWebJobsStorage__clientId",
        "AzureWebJobsStorage__credential", "DOTNET_GCgen0size", "FUNCTIONS_WORKER_RUNTIME",
        "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID", "REGION_NAME",
        "WEBSITE_HOSTNAME",
    ];

    private static readonly string[] SizeOptions = ["Perf__Cost__InstanceGb", "Perf__Cost__InstanceVcpus"];

    private static readonly string[] StorageOptions = ["Perf__Storage__AccountName", "Perf__Storage__EndpointSuffix"];

    private static readonly string[] SignInSettings =
    [
        "Perf__Access__Entra__Audience", "Perf__Access__Entra__Authority", "Perf__Access__Entra__TenantId", "Perf__Access__PlatformSignIn",
    ];

    private IReadOnlyDictionary<string, JsonNode> Plain => Properties("appOptions");

    private IReadOnlyDictionary<string, JsonNode> Kept => Properties("vaultOptions");

    [Fact]
    public void Every_option_of_the_app_can_be_set_in_a_deployment()
    {
        string[] missing = [.. AppOptions.All.Keys.Except(Plain.Keys).Except(Kept.Keys).Except(WorkedOut).Except(LeftOut.Keys)];
        Assert.True(missing.Length == 0,
            $"Add to appOptions, or to vaultOptions where it is a secret, in bicep/settings.bicep: {string.Join(", ", missing)}. " +
            $"Or say in {nameof(LeftOut)} why no deployment sets it.");
    }

    [Fact]
    public void The_template_has_no_option_that_the_app_does_not_know()
    {
        string[] unknown = [.. Plain.Keys.Concat(Kept.Keys).Concat(WorkedOut).Except(AppOptions.All.Keys)];
        Assert.True(unknown.Length == 0, $"Take out of bicep/settings.bicep, or name rightly: {string.Join(", ", unknown)}. The app has no such option.");
    }

    [Fact]
    public void The_list_of_what_is_left_out_is_as_short_as_can_be()
    {
        string[] gone = [.. LeftOut.Keys.Except(AppOptions.All.Keys)];
        Assert.True(gone.Length == 0, $"The app has these options no more; take them out of {nameof(LeftOut)}: {string.Join(", ", gone)}");
        Assert.Empty(LeftOut.Keys.Intersect(Plain.Keys.Concat(Kept.Keys)));
    }

    [Fact]
    public void Secrets_and_nothing_else_come_from_the_vault()
    {
        string[] open = [.. Plain.Keys.Where(AppOptions.IsSecret)];
        Assert.True(open.Length == 0, $"Secrets belong in vaultOptions of bicep/settings.bicep: {string.Join(", ", open)}");
        string[] hidden = [.. Kept.Keys.Where(name => !AppOptions.IsSecret(name))];
        Assert.True(hidden.Length == 0, $"These are no secrets, and belong in appOptions of bicep/settings.bicep: {string.Join(", ", hidden)}");
    }

    [Fact]
    public void Options_are_of_the_type_that_the_app_reads() => Assert.All(Plain.Where(option => AppOptions.All.ContainsKey(option.Key)), option =>
    {
        Type type = AppOptions.All[option.Key];
        string expected = type == typeof(bool) ? "bool" : type == typeof(int) || type == typeof(double) ? "int" : "string";
        Assert.True(option.Value.Text("type") == expected, $"{option.Key} is {expected} in the app");
        Assert.True(option.Value["metadata"]?["description"] is not null, $"{option.Key} has no description");
        if (type.IsEnum)
        {
            Assert.Equal(Enum.GetNames(type).Order(StringComparer.Ordinal), option.Value.Texts("allowedValues").Order(StringComparer.Ordinal));
        }
    });

    [Fact]
    public void What_is_set_reaches_the_app_and_the_app_is_reported_nothing_else()
    {
        Assert.Equal([.. SignInSettings, .. SizeOptions, "Perf__MaxShards", "Perf__PublicUrl", "Perf__RetentionDays", .. StorageOptions, "Perf__Targets__Allowed"], OwnOf(template.Dev));
        Assert.Equal("30", template.Dev.Settings["Perf__RetentionDays"]);
        Assert.Equal([.. SignInSettings, .. SizeOptions, "Perf__GitHub__AppId", "Perf__MaxShards", "Perf__PublicUrl", .. StorageOptions], OwnOf(template.Prod));
        Assert.Equal(["Perf__GitHub__PrivateKey", "Perf__GitHub__WebhookSecret", "Perf__Targets__Secret"], template.Prod.Kept.Order(StringComparer.Ordinal));
        Assert.Equal(
            [
                "Browser__WarmUp", "OTEL_EXPORTER_OTLP_ENDPOINT", .. SignInSettings, .. SizeOptions, "Perf__GitHub__Hosts__ghe__AppId", "Perf__MaxShards",
                "Perf__PublicUrl", "Perf__SliceSeconds", .. StorageOptions,
            ],
            OwnOf(template.Everything).Where(name => !name.StartsWith("Perf__Access__Keys__", StringComparison.Ordinal)));
        Assert.Equal(
            ["Browser__Endpoint", "OTEL_EXPORTER_OTLP_HEADERS", "Perf__Access__Keys__pipeline__Secret", "Perf__GitHub__PrivateKey", "Perf__Secrets__token"],
            template.Everything.Kept.Order(StringComparer.Ordinal));
        Assert.Equal("https://collector.example.org:4317", template.Everything.Settings[TelemetrySetup.OtlpSetting]);
        Assert.Equal(("60", "False", "https://perf.example.org"), (template.Everything.Settings["Perf__SliceSeconds"],
            template.Everything.Settings["Browser__WarmUp"], template.Everything.Settings["Perf__PublicUrl"]));
    }

    [Fact]
    public void Results_are_kept_in_the_cloud_that_is_deployed_to() => Assert.All(template.All, deployment =>
        Assert.Equal("[environment().suffixes.storage]", deployment.Settings["Perf__Storage__EndpointSuffix"]));

    [Fact]
    public void No_secret_stands_in_clear_text() => Assert.All(template.All, deployment =>
    {
        Assert.DoesNotContain(deployment.Settings.Keys, AppOptions.IsSecret);
        Assert.DoesNotContain(deployment.Settings.Values, value =>
            value.Contains("AccountKey=", StringComparison.OrdinalIgnoreCase) || value.Contains("listKeys", StringComparison.OrdinalIgnoreCase));
    });

    [Fact]
    public void Each_secret_of_a_container_is_read_from_the_vault_by_the_identity()
    {
        JsonArray secrets = template.Prod.App.Get("properties/configuration/secrets").AsArray();
        JsonNode?[] withValue = [.. secrets.Where(secret => secret!["value"] is not null)];
        Assert.Equal(["override-use-mi-fic-assertion-client-id"], withValue.Select(secret => secret!.Text("name")));
        Assert.All(secrets.Except(withValue), secret => Assert.NotNull(secret!["keyVaultUrl"]));
        Assert.Equal(template.Prod.Kept.Count, secrets.Count - withValue.Length);
    }

    [Fact]
    public void Costs_are_reckoned_by_the_size_of_the_instances_that_are_made()
    {
        Assert.Equal(("2", "1"), (template.Dev.Settings["Perf__Cost__InstanceGb"], template.Dev.Settings["Perf__Cost__InstanceVcpus"]));
        Assert.Equal(("8", "4"), (template.Prod.Settings["Perf__Cost__InstanceGb"], template.Prod.Settings["Perf__Cost__InstanceVcpus"]));
    }

    private static string[] OwnOf(Deployment deployment) => [.. deployment.Settings.Keys.Except(OfHosts).Order(StringComparer.Ordinal)];

    private Dictionary<string, JsonNode> Properties(string type) =>
        template.Arm["definitions"]![type]!["properties"]!.AsObject().ToDictionary(p => p.Key, p => p.Value!);
}
