using PerfFunctions.Engine.Load.General;
using PerfFunctions.Engine.Load.Loops;
using PerfFunctions.Engine.Load.Steady;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Engine.Load.Http;

/// <summary>A scenario's lanes on one loop.</summary>
internal sealed class HttpLanes : IDisposable
{
    private readonly SteadyLane? _steady;
    private readonly GeneralLane _general;

    /// <summary>Makes the lanes; none of them connects before it is used.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="settings">How the scenario's requests travel.</param>
    /// <param name="handlers">Makes the platform's client.</param>
    /// <param name="choice">Which lanes there are.</param>
    public HttpLanes(LoadLoop loop, HttpSettings settings, HandlerFactory handlers, LaneChoice choice)
    {
        _general = new GeneralLane(loop, settings, handlers);
        if (choice == LaneChoice.Best && loop.Sockets is not null && settings.Version == HttpProtocol.Http11)
        {
            _steady = new SteadyLane(loop, settings.DnsRefresh, handlers.Names);
        }
    }

    /// <summary>Open connections.</summary>
    public int Sockets => (_steady?.Sockets ?? 0) + _general.Sockets;

    /// <summary>The lane for an address.</summary>
    public IHttpLane Of(Uri address) => _steady is not null && address.Scheme == Uri.UriSchemeHttp ? _steady : _general;

    /// <summary>Cuts everything off that is in progress.</summary>
    public void Abort()
    {
        _steady?.Abort();
        _general.Abort();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _steady?.Dispose();
        _general.Dispose();
    }
}

/// <summary>Which lanes a shard may use.</summary>
public enum LaneChoice
{
    /// <summary>For each request the fastest lane that can carry it.</summary>
    Best,

    /// <summary>The general lane for all, to compare.</summary>
    General,
}
