using System.Net;
using System.Net.Sockets;

namespace PerfFunctions.Engine.Network;

/// <summary>Connects anywhere but to where a cloud hands its machines their identity.</summary>
public static class NoMetadata
{
    /// <summary>Whether an address names such a place itself; a name that leads there is refused by <see cref="ConnectAsync"/>.</summary>
    public static bool IsNamed(Uri address) =>
        IPAddress.TryParse(HostPattern.Of(address), out IPAddress? literal) && AddressRule.KindOf(literal) == AddressKind.Metadata;

    /// <summary>A <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <exception cref="AddressRefusedException">The host leads there.</exception>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        (string host, int port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        IPAddress[] found = await Dns.GetHostAddressesAsync(host, cancellationToken);
        if (found.Any(address => AddressRule.KindOf(address) == AddressKind.Metadata))
        {
            throw new AddressRefusedException(host, AddressRule.NameOf(AddressKind.Metadata));
        }

        return new NetworkStream(await GuardedNames.OpenAsync(found, port, cancellationToken), ownsSocket: true);
    }
}
