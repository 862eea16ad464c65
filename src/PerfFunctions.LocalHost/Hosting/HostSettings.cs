using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace PerfFunctions.LocalHost.Hosting;

/// <summary>What host.json says, with its <c>AzureFunctionsJobHost__…</c> overrides, as the real host reads it.</summary>
/// <param name="RoutePrefix">What all routes begin with; may be empty.</param>
/// <param name="HubName">The task hub.</param>
/// <param name="MaxConcurrentActivities">How many activities run at once.</param>
/// <param name="MaxConcurrentOrchestrators">How many orchestrators run at once.</param>
internal sealed partial record HostSettings(
    string RoutePrefix, string HubName, int MaxConcurrentActivities, int MaxConcurrentOrchestrators)
{
    public static HostSettings Read(string folder, IConfiguration configuration)
    {
        // Copied, not chained: a chained configuration takes an empty prefix for no prefix.
        IConfigurationRoot host = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(folder, "host.json"), optional: true)
            .AddInMemoryCollection(configuration.GetSection("AzureFunctionsJobHost").AsEnumerable(makePathsRelative: true))
            .Build();
        IConfigurationSection durable = host.GetSection("extensions:durableTask");
        string hub = durable["hubName"] ?? "LocalHub";
        if (!HubPattern().IsMatch(hub))
        {
            throw new InvalidOperationException(
                $"The task hub '{hub}' in host.json is no hub name: it takes 3 to 45 letters and digits and begins with a letter.");
        }

        return new(
            (host["extensions:http:routePrefix"] ?? "api").Trim('/'),
            hub,
            durable.GetValue("maxConcurrentActivityFunctions", 10 * Environment.ProcessorCount),
            durable.GetValue("maxConcurrentOrchestratorFunctions", 10 * Environment.ProcessorCount));
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{2,44}$")]
    private static partial Regex HubPattern();
}
