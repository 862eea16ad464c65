using Microsoft.Extensions.Configuration;

namespace PerfFunctions.App.Options;

/// <summary>What no setting may be, whichever option it is for.</summary>
public static class SettingRefusals
{
    // What the platform leaves in place of a secret that it could not read from the vault: known to all, and no secret.
    private const string Unresolved = "@Microsoft.KeyVault(";

    private const string Local = "Perf:Targets:Local";

    private static readonly string[] MarksOfAzure = ["WEBSITE_INSTANCE_ID", "CONTAINER_APP_NAME"];

    /// <summary>The setting that only Azure makes; null elsewhere.</summary>
    public static string? MarkOfAzure(IConfiguration configuration) =>
        MarksOfAzure.FirstOrDefault(mark => !string.IsNullOrEmpty(configuration[mark]));

    /// <summary>Looks at all settings.</summary>
    /// <exception cref="InvalidOperationException">Some cannot be; all of them are named.</exception>
    public static void Refuse(IConfiguration configuration)
    {
        string[] problems = [.. Problems(configuration)];
        if (problems.Length > 0)
        {
            throw new InvalidOperationException(string.Join('\n', problems));
        }
    }

    private static IEnumerable<string> Problems(IConfiguration configuration)
    {
        foreach ((string name, string? _) in configuration.AsEnumerable().Where(setting => setting.Value?.StartsWith(Unresolved, StringComparison.OrdinalIgnoreCase) == true))
        {
            yield return $"{name} was not read from Key Vault: check that the secret exists and that the service may read it.";
        }

        if (bool.TryParse(configuration[Local], out bool local) && local && MarkOfAzure(configuration) is { } mark)
        {
            yield return $"{Local} lets runs test the machine itself, and this is Azure ({mark} is set): remove it.";
        }
    }
}
