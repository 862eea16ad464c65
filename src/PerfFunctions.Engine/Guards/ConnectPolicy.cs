using System.Net;

namespace PerfFunctions.Engine.Guards;

/// <summary>What may be connected to. Looked at for each connection, not for each request.</summary>
public sealed record ConnectPolicy
{
    /// <summary>No limit: for tools that aim at what they started themselves.</summary>
    public static ConnectPolicy Unlimited { get; } = new() { IsUnlimited = true };

    /// <summary>Whether nothing is looked at.</summary>
    public bool IsUnlimited { get; private init; }

    /// <summary>Whether the machine itself may be connected to.</summary>
    public bool Loopback { get; init; }

    /// <summary>Networks that may be connected to although they are not public; cloud metadata never may.</summary>
    public IReadOnlyList<IPNetwork> Networks { get; init; } = [];

    /// <summary>Hosts that may be connected to, as <see cref="HostPattern"/>; null for every host.</summary>
    public IReadOnlyList<string>? Hosts { get; init; }

    /// <summary>The same for every host, for what is fetched once.</summary>
    public ConnectPolicy ForAnyHost => Hosts is null ? this : this with { Hosts = null };

    /// <summary>Why a host must not be connected to, by its name; null where it may.</summary>
    public string? RefusalOfHost(string host)
    {
        string name = HostPattern.Normal(host);
        return IsUnlimited || Hosts is null || Hosts.Any(pattern => HostPattern.Matches(pattern, name))
            ? null
            : "host of no verified target";
    }

    /// <summary>Why an address must not be connected to; null where it may.</summary>
    public string? RefusalOf(IPAddress address)
    {
        if (IsUnlimited)
        {
            return null;
        }

        AddressKind kind = AddressRule.KindOf(address);
        return kind == AddressKind.Public || (kind == AddressKind.Loopback && Loopback) || (kind != AddressKind.Metadata && IsListed(address))
            ? null
            : AddressRule.NameOf(kind);
    }

    /// <summary>Whether an address lies in one of the <see cref="Networks"/>.</summary>
    public bool IsListed(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Networks.Any(n => n.Contains(plain));
    }
}
