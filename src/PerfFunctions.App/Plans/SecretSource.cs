using Microsoft.Extensions.Configuration;

namespace PerfFunctions.App.Plans;

/// <summary>
/// The secrets that plans may name, from the configuration: <c>Perf:Secrets:NAME</c>, as an environment variable
/// <c>Perf__Secrets__NAME</c>. Their values go into requests and nowhere else.
/// </summary>
public sealed class SecretSource(IConfiguration configuration)
{
    private const string Section = "Perf:Secrets:";

    /// <summary>Which of the names are not set.</summary>
    public IReadOnlyList<string> Missing(IEnumerable<string> names) => [.. names.Where(name => string.IsNullOrEmpty(configuration[Section + name]))];

    /// <summary>The values by name.</summary>
    /// <exception cref="InvalidOperationException">One is not set.</exception>
    public IReadOnlyDictionary<string, string> Resolve(IReadOnlyList<string> names) => Missing(names) is { Count: > 0 } missing
        ? throw new InvalidOperationException(Problem(missing))
        : names.ToDictionary(name => name, name => configuration[Section + name]!);

    /// <summary>What to say of names that are not set.</summary>
    public static string Problem(IReadOnlyList<string> missing) =>
        $"The plan needs {(missing.Count == 1 ? "a secret that is" : "secrets that are")} not configured: " +
        $"{string.Join(", ", missing)}. Set Perf:Secrets:{missing[0]} in the service's configuration.";
}
