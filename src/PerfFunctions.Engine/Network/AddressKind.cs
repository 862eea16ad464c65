namespace PerfFunctions.Engine.Network;

/// <summary>What an IP address stands for.</summary>
public enum AddressKind
{
    /// <summary>A host on the internet.</summary>
    Public,

    /// <summary>The machine itself.</summary>
    Loopback,

    /// <summary>A host on a private network: RFC 1918, RFC 4193.</summary>
    Private,

    /// <summary>A neighbour on the same link.</summary>
    LinkLocal,

    /// <summary>A host behind a carrier's address translation: RFC 6598.</summary>
    Carrier,

    /// <summary>Where a cloud hands its machines their identity; never to be connected to.</summary>
    Metadata,

    /// <summary>No address at all.</summary>
    Unspecified,

    /// <summary>Many hosts at once, multicast or broadcast.</summary>
    Multicast,

    /// <summary>Set aside: documentation, benchmarks, tunnels, the future.</summary>
    Reserved,
}
