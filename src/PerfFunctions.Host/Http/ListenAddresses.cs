using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace PerfFunctions.Host.Http;

/// <summary>Where the host listens: the setting <c>urls</c>.</summary>
internal static class ListenAddresses
{
    private const string Default = "http://127.0.0.1:7071";

    public static string[] Of(IConfiguration configuration) =>
        (configuration["urls"] is { Length: > 0 } given ? given : Default).Split(';', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether any address can be reached from another machine.</summary>
    public static bool AreBeyondLoopback(IConfiguration configuration) => !Of(configuration).All(IsLoopback);

    private static bool IsLoopback(string address)
    {
        string host = BindingAddress.Parse(address).Host;
        return string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? ip) && IPAddress.IsLoopback(ip))
            || BindingAddress.Parse(address).IsUnixPipe;
    }
}
