using System.Net;
using System.Net.Sockets;

namespace PerfFunctions.Engine.Network;

/// <summary>Finds the addresses of a name; fails with a <see cref="SocketException"/>.</summary>
public delegate Task<IPAddress[]> NameLookup(string host, CancellationToken cancellationToken);

/// <summary>
/// Resolves names to addresses that may be connected to. Whoever connects asks here and connects to an address, never to a
/// name, so that a name cannot come to mean another address between the look and the connect.
/// </summary>
/// <param name="policy">What may be connected to.</param>
/// <param name="lookup">Finds addresses; null for the system's way.</param>
public sealed class GuardedNames(ConnectPolicy policy, NameLookup? lookup = null)
{
    private readonly NameLookup _lookup = lookup ?? Dns.GetHostAddressesAsync;

    /// <summary>Resolves everything to whatever it stands for.</summary>
    public static GuardedNames Unlimited { get; } = new(ConnectPolicy.Unlimited);

    /// <summary>What may be connected to.</summary>
    public ConnectPolicy Policy => policy;

    /// <summary>The same for every host, for what is fetched once.</summary>
    public GuardedNames ForAnyHost => policy.Hosts is null ? this : new(policy.ForAnyHost, _lookup);

    /// <summary>
    /// The same, with addresses that are given for some hosts. Whether they may be connected to is decided as for any other.
    /// </summary>
    /// <param name="given">Addresses by host, whatever the case of its letters.</param>
    public GuardedNames Resolving(IReadOnlyDictionary<string, IPAddress> given) => given.Count == 0
        ? this
        : new(
            policy, (host, cancellationToken) => given.TryGetValue(host, out IPAddress? address)
                ? Task.FromResult<IPAddress[]>([address])
                : _lookup(host, cancellationToken));

    /// <summary>The addresses of a name or of a literal, whether they may be connected to or not.</summary>
    public async Task<IPAddress[]> LookUpAsync(string host, CancellationToken cancellationToken) =>
        IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? literal) ? [literal] : await _lookup(host, cancellationToken);

    /// <summary>The addresses of a host that may be connected to; at least one.</summary>
    /// <exception cref="AddressRefusedException">None of them may, or the host must not be connected to.</exception>
    /// <exception cref="SocketException">There is none.</exception>
    public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        CheckHost(host);
        return Permitted(host, await LookUpAsync(host, cancellationToken));
    }

    /// <summary>Those of a host's addresses that may be connected to; empty for none.</summary>
    /// <exception cref="AddressRefusedException">The host must not be, or all of its addresses.</exception>
    public IPAddress[] Permitted(string host, IPAddress[] found)
    {
        CheckHost(host);
        if (policy.IsUnlimited || found.Length == 0)
        {
            return found;
        }

        IPAddress[] permitted = [.. found.Where(a => policy.RefusalOf(a) is null)];
        return permitted.Length > 0 ? permitted : throw new AddressRefusedException(host, policy.RefusalOf(found[0])!);
    }

    /// <summary>Checks a host that a proxy connects to, which is known by its name alone.</summary>
    /// <exception cref="AddressRefusedException">It must not be connected to.</exception>
    public void CheckNamed(string host)
    {
        CheckHost(host);
        if (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? literal))
        {
            Permitted(host, [literal]);
        }
    }

    /// <summary>Connects; for <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = await ResolveAsync(context.DnsEndPoint.Host, cancellationToken);
        return new NetworkStream(await OpenAsync(addresses, context.DnsEndPoint.Port, cancellationToken), ownsSocket: true);
    }

    /// <summary>Connects to the first address that answers.</summary>
    public static async Task<Socket> OpenAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private void CheckHost(string host)
    {
        if (policy.RefusalOfHost(host) is { } reason)
        {
            throw new AddressRefusedException(host, reason);
        }
    }
}
