using System.Net;
using PerfFunctions.Engine.Network;

namespace PerfFunctions.App.Targets;

/// <summary>
/// What may be tested, section <c>Perf:Targets</c>. Nothing set means: public hosts that are verified, and there is no secret to
/// verify any.
/// </summary>
public sealed class TargetOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Perf:Targets";

    /// <summary>
    /// What may be tested without proof, separated by commas: hosts, <c>*.preview.example.com</c>, <c>*</c> for every public
    /// host, and addresses or networks (<c>10.1.0.0/16</c>) that may be reached although they are not public.
    /// </summary>
    public string? Allowed { get; set; }

    /// <summary>What tokens of targets are derived from, at least 16 characters.</summary>
    public string? Secret { get; set; }

    /// <summary>Whether the service is only for who sits at this machine, so that loopback may be tested without proof.</summary>
    public bool Local { get; set; }

    /// <summary>The entries of <see cref="Allowed"/>.</summary>
    internal IReadOnlyList<string> Entries => (Allowed ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The network that an entry stands for; null for a name, and for what is neither.</summary>
    internal static IPNetwork? NetworkOf(string entry) =>
        IPNetwork.TryParse(entry, out IPNetwork network) ? network
        : IPAddress.TryParse(HostPattern.Normal(entry), out IPAddress? address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}
