using System.Net;

namespace PerfFunctions.Engine.Network;

/// <summary>What may be connected to. Looked at for each connection, not for each request.</summary>
public sealed record ConnectPolicy
{
    /// <summary>No limit: for tools that aim at what they started themselves.</summary>
    public static ConnectPolicy Unlimited { get; } = new() { IsUnlimited = true };

    /// <summary>Whether nothing is looked at.</summary>
    public bool IsUnlimited { get; private init; }

    /// <summary>Whether the machine itself may be connected to.</summary>
    public bool Loopback { get; init; }

    /// <summary>
    /// Networks that may be connected to although they are not public; cloud metadata never may, and the machine itself only
    /// by a network that is its own: one that is wide does not mean it.
    /// </summary>
    public IReadOnlyList<IPNetwork> Networks { get; init; } = [];

    /// <summary>Hosts that may be connected to, as <see cref="HostPattern"/>; null for every host.</summary>
    public IReadOnlyList<string>? Hosts { get; init; }

    /// <summary>The same for every host, for what is fetched once.</summary>
    public ConnectPolicy ForAnyHost => Hosts is null ? this : this with { Hosts = null };

    /// <summary>Why a host must not be connected to, by its name; null where it may.</summary>
    public string? RefusalOfHost(string host) => IsListed(host) ? null : "host is not a verified target";

    /// <summary>Whether a host is among the <see cref="Hosts"/>, or an address on purpose.</summary>
    public bool IsListed(string host)
    {
        if (IsUnlimited || Hosts is null)
        {
            return true;
        }

        string name = HostPattern.Normal(host);
        return IPAddress.TryParse(name, out IPAddress? literal)
            ? IsMeant(literal) || Hosts.Any(pattern => HostPattern.Matches(pattern, name))
            : (Loopback && HostPattern.IsLoopbackName(name)) || Hosts.Any(pattern => HostPattern.Matches(pattern, name));
    }

    /// <summary>Why an address must not be connected to; null where it may.</summary>
    public string? RefusalOf(IPAddress address)
    {
        if (IsUnlimited)
        {
            return null;
        }

        AddressKind kind = AddressRule.KindOf(address);
        return kind == AddressKind.Public || IsMeant(address) ? null : AddressRule.NameOf(kind);
    }

    private bool IsMeant(IPAddress address)
    {
        AddressKind kind = AddressRule.KindOf(address);
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return kind != AddressKind.Metadata && ((IsOwn(kind) && Loopback) ||
            Networks.Any(n => n.Contains(plain) && (!IsOwn(kind) || IsOwn(n))));
    }

    // Connecting to no address at all leads to the machine itself.
    private static bool IsOwn(AddressKind kind) => kind is AddressKind.Loopback or AddressKind.Unspecified;

    // The widest networks begin with the unspecified address, too: only the one address means it.
    private static bool IsOwn(IPNetwork network) => AddressRule.KindOf(network.BaseAddress) switch
    {
        AddressKind.Loopback => true,
        AddressKind.Unspecified => network.PrefixLength == network.BaseAddress.GetAddressBytes().Length * 8,
        _ => false,
    };
}
