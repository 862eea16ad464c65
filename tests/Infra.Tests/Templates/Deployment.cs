using System.Text.Json.Nodes;

namespace PerfFunctions.Infra.Tests.Templates;

/// <summary>What one file of parameters would make.</summary>
internal sealed class Deployment(string name, JsonArray resources)
{
    /// <summary>All resources.</summary>
    public IReadOnlyList<JsonObject> Resources { get; } = [.. resources.Select(r => r!.AsObject())];

    /// <summary>The app: a site of Functions, or a container app.</summary>
    public JsonObject App => Resources.Single(r => TypeOf(r) is "Microsoft.Web/sites" or "Microsoft.App/containerApps");

    /// <summary>What is required of who comes without a token; null without sign-in.</summary>
    public JsonObject? SignIn => Resources.SingleOrDefault(r => IdOf(r).EndsWith("/config/authsettingsV2", StringComparison.Ordinal) ||
        TypeOf(r) == "Microsoft.App/containerApps/authConfigs")?["properties"]?.AsObject();

    /// <summary>App settings in clear text, by name.</summary>
    public IReadOnlyDictionary<string, string> Settings => Variables
        .Where(v => v["value"] is { } value && !IsReference(value)).ToDictionary(Name, v => v.Text("value"));

    /// <summary>Names of app settings that are kept in the vault.</summary>
    public IReadOnlyList<string> Kept => [.. Variables.Where(v => v["secretRef"] is not null || IsReference(v["value"]!)).Select(Name)];

    private IEnumerable<JsonNode> Variables => (TypeOf(App) == "Microsoft.Web/sites"
        ? App.Get("properties/siteConfig/appSettings")
        : App.Get("properties/template/containers/0/env")).AsArray().Select(v => v!);

    /// <summary>All resources of a type.</summary>
    public IReadOnlyList<JsonObject> Of(string type) => [.. Resources.Where(r => TypeOf(r) == type)];

    /// <summary>A resource's type.</summary>
    public static string TypeOf(JsonObject resource) => resource.Text("type");

    /// <summary>A resource's id.</summary>
    public static string IdOf(JsonObject resource) => resource.Text("id");

    /// <inheritdoc />
    public override string ToString() => name;

    private static string Name(JsonNode variable) => variable.Text("name");

    private static bool IsReference(JsonNode value) => value.GetValue<string>().Contains("@Microsoft.KeyVault(", StringComparison.Ordinal);
}
