using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace PerfFunctions.LocalHost.Http;

/// <summary>Where the host listens, as configuration says before anything is bound.</summary>
internal static class ListenAddresses
{
    private static readonly string[] AnyAddressKeys = ["http_ports", "https_ports"];

    public static bool AreGiven(IConfiguration configuration) => Given(configuration).Any();

    /// <summary>Whether any address can be reached from another machine.</summary>
    public static bool AreBeyondLoopback(IConfiguration configuration) =>
        AnyAddressKeys.Any(key => !string.IsNullOrEmpty(configuration[key]) && string.IsNullOrEmpty(configuration["urls"]))
        || Given(configuration).Where(address => address.Contains("://", StringComparison.Ordinal)).Any(address => !IsLoopback(address));

    private static IEnumerable<string> Given(IConfiguration configuration)
    {
        IEnumerable<string> urls = (configuration["urls"] ?? string.Empty).Split(';', StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string?> kestrel = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]);
        return urls.Concat(kestrel.OfType<string>()).Concat(AnyAddressKeys.Select(key => configuration[key]).OfType<string>());
    }

    private static bool IsLoopback(string address)
    {
        string host = BindingAddress.Parse(address).Host;
        return string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? ip) && IPAddress.IsLoopback(ip))
            || BindingAddress.Parse(address).IsUnixPipe;
    }
}
