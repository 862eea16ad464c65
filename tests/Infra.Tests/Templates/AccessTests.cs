using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.Api;
using PerfFunctions.App;
using PerfFunctions.App.Access;
using PerfFunctions.App.Access.Callers;

namespace PerfFunctions.Infra.Tests.Templates;

/// <summary>Who gets in, and as whom.</summary>
public sealed partial class AccessTests(Template template)
{
    private static readonly Dictionary<string, string> RoleNames = new()
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["ba92f5b4-2d11-453d-a403-e96b0029c9fe"] = "Storage Blob Data Contributor",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Storage Queue Data Contributor",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "Key Vault Secrets User",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
        ["43d0d8ad-25c7-4714-9337-8ba259a9fe05"] = "Monitoring Reader",
        ["73c42c96-874c-492b-b04d-ab87d138a893"] = "Log Analytics Reader",
        ["7f951dda-4ed3-4680-a7ca-43fe172d538d"] = "AcrPull",
    };

    private static readonly string[] RolesOfBoth =
    [
        "perf-insights: Monitoring Metrics Publisher",
        "results: Storage Blob Data Contributor",
        "results: Storage Table Data Contributor",
        "runtime: Storage Blob Data Owner",
        "runtime: Storage Queue Data Contributor",
        "runtime: Storage Table Data Contributor",
        "vault: Key Vault Secrets User",
    ];

    [Fact]
    public void The_service_has_just_the_roles_that_it_needs_each_where_it_needs_it()
    {
        Assert.Equal(RolesOfBoth, RolesOf(template.Dev));
        string[] reads = ["group shop: Monitoring Reader", "group shop-logs: Log Analytics Reader"];
        Assert.Equal(RolesOfBoth.Concat(reads).Order(StringComparer.Ordinal), RolesOf(template.Everything));
        Assert.Equal(RolesOfBoth.Append("registry: AcrPull").Order(StringComparer.Ordinal), RolesOf(template.Prod));
    }

    [Fact]
    public void The_app_is_its_own_identity_wherever_it_needs_one() => Assert.All(template.All, deployment =>
    {
        string identity = Deployment.IdOf(Assert.Single(deployment.Of("Microsoft.ManagedIdentity/userAssignedIdentities")));
        Assert.Equal([identity], deployment.App.Get("identity/userAssignedIdentities").AsObject().Select(i => i.Key));
        string clientId = $"[reference('{identity}', '2023-01-31').clientId]";
        Assert.All(["AZURE_CLIENT_ID", "AzureWebJobsStorage__clientId"], name => Assert.Equal(clientId, deployment.Settings[name]));
        JsonNode properties = deployment.App["properties"]!;
        string[] uses = deployment == template.Prod
            ? ["configuration/registries/0/identity", "template/scale/rules/0/custom/identity"]
            : ["keyVaultReferenceIdentity", "functionAppConfig/deployment/storage/authentication/userAssignedIdentityResourceId"];
        Assert.All(uses, use => Assert.Equal(identity, properties.Text(use)));
    });

    [Fact]
    public void Storage_takes_no_key_nothing_public_and_no_old_TLS() => Assert.All(template.All, deployment =>
    {
        IReadOnlyList<JsonObject> accounts = deployment.Of("Microsoft.Storage/storageAccounts");
        Assert.Equal(2, accounts.Count);
        Assert.All(accounts.Select(a => a["properties"]!), account =>
        {
            Assert.False(account.Flag("allowSharedKeyAccess"));
            Assert.False(account.Flag("allowBlobPublicAccess"));
            Assert.True(account.Flag("supportsHttpsTrafficOnly"));
            Assert.Contains(account.Text("minimumTlsVersion"), new[] { "TLS1_2", "TLS1_3" });
        });
    });

    [Fact]
    public void The_app_is_reached_by_HTTPS_alone_and_deployed_without_a_password()
    {
        foreach (Deployment deployment in new[] { template.Dev, template.Everything })
        {
            JsonNode properties = deployment.App["properties"]!;
            Assert.True(properties.Flag("httpsOnly"));
            Assert.Equal("Disabled", properties.Text("siteConfig/ftpsState"));
            Assert.Contains(properties.Text("siteConfig/minTlsVersion"), new[] { "1.2", "1.3" });
            IReadOnlyList<JsonObject> doors = deployment.Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies");
            Assert.Equal(2, doors.Count);
            Assert.All(doors, door => Assert.False(door.Flag("properties/allow")));
        }

        Assert.False(template.Prod.App.Flag("properties/configuration/ingress/allowInsecure"));
        JsonNode registry = Assert.Single(template.Prod.Of("Microsoft.ContainerRegistry/registries"))["properties"]!;
        Assert.False(registry.Flag("adminUserEnabled"));
        Assert.False(registry.Flag("anonymousPullEnabled"));
    }

    [Fact]
    public void The_vault_is_read_by_roles_and_what_it_held_can_be_brought_back() => Assert.All(template.All, deployment =>
    {
        JsonNode vault = Assert.Single(deployment.Of("Microsoft.KeyVault/vaults"))["properties"]!;
        Assert.True(vault.Flag("enableRbacAuthorization"));
        Assert.True(vault.Flag("enablePurgeProtection"));
        Assert.Null(vault["accessPolicies"]);
    });

    [Fact]
    public void Sign_in_leaves_health_and_webhooks_alone_and_who_has_a_key_to_the_app()
    {
        string[] paths = [.. AnonymousRoutes().Where(route =>
            route.EndsWith("/health", StringComparison.Ordinal) || route.EndsWith("/webhook", StringComparison.Ordinal))];
        Assert.Contains("/api/github/webhook", paths);
        string[] expected = [.. paths.Order(StringComparer.Ordinal)];
        Assert.Equal(expected, ExcludedPaths(template.Prod));
        Assert.Equal(expected.Append("/api/github/webhook/ghe").Order(StringComparer.Ordinal), ExcludedPaths(template.Everything));
        Assert.False(template.Everything.SignIn!.Flag("globalValidation/requireAuthentication"));
        Assert.All([template.Prod, template.Everything], deployment =>
            Assert.Equal("AllowAnonymous", deployment.SignIn!.Text("globalValidation/unauthenticatedClientAction")));
    }

    [Fact]
    public void The_app_believes_the_platform_where_sign_in_is_on_and_nowhere_else()
    {
        Assert.StartsWith("[if(empty(parameters('signInClientId')), createObject(), ", template.Arm["variables"]!.Text("signIn"), StringComparison.Ordinal);
        foreach (Deployment deployment in template.All)
        {
            Assert.Equal("true", deployment.Settings["Perf__Access__PlatformSignIn"]);
            Assert.Equal(
                deployment.SignIn!.Text("identityProviders/azureActiveDirectory/registration/clientId"),
                deployment.Settings["Perf__Access__Entra__Audience"]);
        }
    }

    [Fact]
    public void A_key_has_its_role_beside_it_and_comes_from_the_vault()
    {
        Assert.Equal("start", template.Everything.Settings["Perf__Access__Keys__pipeline__Role"]);
        Assert.Contains("Perf__Access__Keys__pipeline__Secret", template.Everything.Kept);
        string[] roles = template.Arm["definitions"]!["accessKey"]!.Texts("properties/role/allowedValues");
        Assert.All(roles, role => Assert.True(new AccessOptionsValidator().Validate(null, new AccessOptions
        {
            Keys = { ["pipeline"] = new AccessKey { Role = role, Secret = new string('a', 32) } },
        }).Succeeded, role));
    }

    [Fact]
    public void Sign_in_proves_the_app_by_its_identity_and_takes_tokens_meant_for_it()
    {
        foreach (Deployment deployment in new[] { template.Prod, template.Everything })
        {
            JsonNode entra = deployment.SignIn!.Get("identityProviders/azureActiveDirectory");
            string client = entra.Text("registration/clientId");
            Assert.Contains("override", entra.Text("registration/clientSecretSettingName"), StringComparison.OrdinalIgnoreCase);
            Assert.Equal([client, $"api://{client}"], entra.Texts("validation/allowedAudiences"));
            string[] callers = entra.Texts("validation/defaultAuthorizationPolicy/allowedApplications");
            Assert.Equal(client, callers[0]);
            Assert.Equal(deployment == template.Everything ? 2 : 1, callers.Length);
        }
    }

    private static string[] RolesOf(Deployment deployment) =>
    [
        .. deployment.Of("Microsoft.Authorization/roleAssignments").Select(role =>
        {
            string definition = role.Text("properties/roleDefinitionId").Split('/')[^1];
            string id = Deployment.IdOf(role);
            string scope = id[..id.IndexOf("/providers/Microsoft.Authorization", StringComparison.Ordinal)].Split('/')[^1];
            string place = id.Split('/').Length == 9 ? $"group {scope}"
                : id.Contains("/vaults/", StringComparison.Ordinal) ? "vault"
                : id.Contains("/registries/", StringComparison.Ordinal) ? "registry"
                : id.Contains("/components/", StringComparison.Ordinal) ? "perf-insights"
                : StorageName().IsMatch(scope) ? "results" : "runtime";
            return $"{place}: {RoleNames.GetValueOrDefault(definition, definition)}";
        }).Order(StringComparer.Ordinal),
    ];

    private static string[] ExcludedPaths(Deployment deployment) =>
        [.. deployment.SignIn!.Texts("globalValidation/excludedPaths").Order(StringComparer.Ordinal)];

    [GeneratedRegex("^perf(dev|prod|all)res")]
    private static partial Regex StorageName();

    // An optional last part of a route is as good as absent.
    private static IEnumerable<string> AnonymousRoutes() => typeof(ServiceSetup).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .Where(method => method.GetCustomAttribute<RequireRoleAttribute>()?.Role == Role.None)
        .SelectMany(method => method.GetParameters())
        .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>())
        .Where(trigger => trigger?.Route is not null)
        .Select(trigger => $"/{trigger!.Route!}")
        .Select(route => route.EndsWith("?}", StringComparison.Ordinal) ? route[..route.LastIndexOf("/{", StringComparison.Ordinal)] : route);
}
