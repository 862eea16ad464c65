using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Protocols;
using PerfFunctions.Load.Calls;
using PerfFunctions.Load.Events;
using PerfFunctions.Load.Flows;
using PerfFunctions.Load.Grpc;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.WebSockets;

namespace PerfFunctions.Load.Runners;

/// <summary>
/// Makes the steps of other protocols ready, and owns what they have open on one loop. A plan without any makes none.
/// </summary>
internal sealed class ProtocolCalls : ICallFactory, IDisposable
{
    private readonly GrpcChannels _channels;
    private readonly ReflectedSchemas _schemas = new();

    private ProtocolCalls(CallContext context)
    {
        Context = context;
        _channels = new GrpcChannels(context.Client);
    }

    /// <summary>What calls work with.</summary>
    public CallContext Context { get; }

    /// <summary>Open connections.</summary>
    public int Sockets => Context.Client.Sockets;

    /// <summary>Those of a scenario; null for one that only sends HTTP requests.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="contextOf">Makes what calls need, on a loop that has not started.</param>
    public static ProtocolCalls? For(Scenario scenario, Func<CallContext> contextOf) =>
        ScenarioSeries.Walk(scenario.Steps).Any(s =>
            s is RequestStep and not HttpStep or ConnectStep or EventsStep or GrpcStep or K6Step { Series.UsesProtocols: true })
            ? new ProtocolCalls(contextOf())
            : null;

    /// <summary>The call of a method with a request that is ready.</summary>
    public GrpcCall Of(GrpcStep step, RequestDraft request) => new(step, Context, _channels, _schemas, request);

    /// <inheritdoc />
    public ICall? Of(FlowStep step) => step switch
    {
        ConnectStep connect => new ConnectCall(connect, Context),
        SendStep send => new SendCall(send, Context),
        EventsStep events => new EventsCall(events, Context),
        GrpcStep grpc => new GrpcCall(grpc, Context, _channels, _schemas),
        ReceiveStep receive => new ReceiveCall(receive, Context),
        _ => null,
    };

    /// <summary>Cuts everything off. Loop thread only.</summary>
    public void Abort() => Context.Streams.Abort();

    /// <inheritdoc />
    public void Dispose()
    {
        Context.Streams.Dispose();
        _channels.Dispose();
        Context.Client.Dispose();
    }
}
