using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using PerfFunctions.Engine.Network;
using PerfFunctions.Load.EventLoops;

namespace PerfFunctions.Load.SocketsHttp;

/// <summary>
/// HTTP/3 connects without asking anybody, so its requests are addressed to an address that may be connected to, and carry
/// the name as their host: certificates and the server see no difference.
/// </summary>
internal sealed class PinnedHosts(GuardedNames names, RunClock clock, TimeSpan refresh)
{
    private readonly ConcurrentDictionary<string, (IPAddress Address, TimeSpan At)> _known = new();

    /// <summary>Addresses a request.</summary>
    /// <exception cref="AddressRefusedException">It must not be sent.</exception>
    public async ValueTask PinAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri named = request.RequestUri!;
        string host = named.IdnHost;
        if (!_known.TryGetValue(host, out (IPAddress Address, TimeSpan At) known) || clock.Elapsed - known.At > refresh)
        {
            known = ((await names.ResolveAsync(host, cancellationToken).ConfigureAwait(false))[0], clock.Elapsed);
            _known[host] = known;
        }

        request.Headers.Host ??= named.IsDefaultPort ? host : $"{host}:{named.Port}";
        string address = known.Address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{known.Address}]" : known.Address.ToString();
        request.RequestUri = TargetAddress.AsWritten($"{named.Scheme}://{address}:{named.Port}{named.PathAndQuery}");
    }
}
