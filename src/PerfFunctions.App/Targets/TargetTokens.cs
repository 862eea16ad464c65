using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using PerfFunctions.Engine.Network;

namespace PerfFunctions.App.Targets;

/// <summary>What a host has to show: derived from its name and the service's secret, so that nothing is stored.</summary>
public sealed class TargetTokens(IOptions<TargetOptions> options)
{
    /// <summary>Path of the file that shows it.</summary>
    public const string FilePath = "/.well-known/perffunctions-verification.txt";

    private const int Letters = 40;

    /// <summary>The token of a host; null where the service has no secret.</summary>
    public string? Of(string host) => string.IsNullOrEmpty(options.Value.Secret)
        ? null
        : $"perffunctions-{Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.Value.Secret), Encoding.UTF8.GetBytes($"target {HostPattern.Normal(host)}")))[..Letters]}";

    /// <summary>Name of the TXT record that shows it.</summary>
    public static string RecordName(string host) => $"_perffunctions.{HostPattern.Normal(host)}";
}
