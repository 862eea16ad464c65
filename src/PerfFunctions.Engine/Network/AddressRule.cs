using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace PerfFunctions.Engine.Network;

/// <summary>
/// Classifies addresses by the registries of special-purpose addresses. An IPv6 address that carries an IPv4
/// address stands for what that stands for: a translator or a tunnel would lead there.
/// </summary>
public static class AddressRule
{
    // Most of these are link-local or private as well; those that are not would pass for any other host.
    private static readonly HashSet<IPAddress> Metadata =
    [
        .. new[]
        {
            "169.254.169.254", "169.254.170.2", "169.254.170.23", "168.63.129.16", "100.100.100.200", "192.0.0.192",
            "fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254",
        }.Select(IPAddress.Parse),
    ];

    // The first that holds an address counts.
    private static readonly (IPNetwork Network, AddressKind Kind)[] V4 =
    [
        Of("0.0.0.0/32", AddressKind.Unspecified), Of("0.0.0.0/8", AddressKind.Reserved), Of("10.0.0.0/8", AddressKind.Private),
        Of("100.64.0.0/10", AddressKind.Carrier), Of("127.0.0.0/8", AddressKind.Loopback), Of("169.254.0.0/16", AddressKind.LinkLocal),
        Of("172.16.0.0/12", AddressKind.Private), Of("192.0.0.0/24", AddressKind.Reserved), Of("192.0.2.0/24", AddressKind.Reserved),
        Of("192.88.99.0/24", AddressKind.Reserved), Of("192.168.0.0/16", AddressKind.Private), Of("198.18.0.0/15", AddressKind.Reserved),
        Of("198.51.100.0/24", AddressKind.Reserved), Of("203.0.113.0/24", AddressKind.Reserved), Of("224.0.0.0/4", AddressKind.Multicast),
        Of("255.255.255.255/32", AddressKind.Multicast), Of("240.0.0.0/4", AddressKind.Reserved),
    ];

    private static readonly (IPNetwork Network, AddressKind Kind)[] V6 =
    [
        Of("::/128", AddressKind.Unspecified), Of("::1/128", AddressKind.Loopback), Of("fc00::/7", AddressKind.Private),
        Of("fe80::/10", AddressKind.LinkLocal), Of("fec0::/10", AddressKind.Private), Of("ff00::/8", AddressKind.Multicast),
        Of("2001::/23", AddressKind.Reserved), Of("2001:db8::/32", AddressKind.Reserved), Of("3fff::/20", AddressKind.Reserved),
        Of("2000::/3", AddressKind.Public),
    ];

    // Where in an IPv6 address of the network the IPv4 address begins, bytes.
    private static readonly (IPNetwork Network, int At)[] Carriers =
    [
        (IPNetwork.Parse("64:ff9b::/96"), 12), (IPNetwork.Parse("2002::/16"), 2),
    ];

    /// <summary>What an address stands for.</summary>
    public static AddressKind KindOf(IPAddress address)
    {
        // A scope says by which link, and is none of the address.
        IPAddress plain = address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress(address.GetAddressBytes()) : address;
        return Metadata.Contains(plain) ? AddressKind.Metadata
            : plain.AddressFamily == AddressFamily.InterNetwork ? First(V4, plain) ?? AddressKind.Public
            : Carried(plain) is { } carried ? KindOf(carried)
            // Unallocated addresses are not public, and neither are the local forms of translators.
            : First(V6, plain) ?? AddressKind.Reserved;
    }

    /// <summary>The kind, for messages.</summary>
    public static string NameOf(AddressKind kind) => kind switch
    {
        AddressKind.Loopback => "loopback",
        AddressKind.Private => "private network",
        AddressKind.LinkLocal => "link-local",
        AddressKind.Carrier => "carrier-grade NAT",
        AddressKind.Metadata => "cloud metadata",
        AddressKind.Unspecified => "unspecified",
        AddressKind.Multicast => "multicast",
        AddressKind.Reserved => "reserved",
        _ => "public",
    };

    private static (IPNetwork Network, AddressKind Kind) Of(string network, AddressKind kind) => (IPNetwork.Parse(network), kind);

    private static AddressKind? First((IPNetwork Network, AddressKind Kind)[] table, IPAddress address)
    {
        foreach ((IPNetwork network, AddressKind kind) in table)
        {
            if (network.Contains(address))
            {
                return kind;
            }
        }

        return null;
    }

    private static IPAddress? Carried(IPAddress address)
    {
        // First of all: what a network of IPv6 says of such an address is not to be relied on.
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        foreach ((IPNetwork network, int at) in Carriers)
        {
            if (network.Contains(address))
            {
                return new IPAddress(address.GetAddressBytes().AsSpan(at, 4));
            }
        }

        // ISATAP: any prefix, then 0000:5efe or 0200:5efe.
        ReadOnlySpan<byte> bytes = address.GetAddressBytes();
        return (BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]) & 0xfdffffff) == 0x00005efe ? new IPAddress(bytes[12..]) : null;
    }
}
