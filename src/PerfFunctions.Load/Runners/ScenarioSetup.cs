using System.Net;
using System.Security.Cryptography.X509Certificates;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Flows;
using PerfFunctions.Load.Shards;
using PerfFunctions.Load.SocketsHttp;
using PerfFunctions.Load.Tls;

namespace PerfFunctions.Load.Runners;

/// <summary>What all loops of a shard share for one scenario.</summary>
internal sealed class ScenarioSetup : IAsyncDisposable
{
    public ScenarioSetup(Scenario scenario, ShardWork work, RunClock clock, TimeProvider time)
    {
        Context = new ScenarioContext(scenario, work, clock);
        X509Certificate2? certificate = Constant(scenario.Http.Certificate) is { } pem ? ClientCertificate.Read(pem) : null;
        TrustedRoots roots = new(scenario.Http.Authority);
        Tls = new TlsSettings(scenario.Http, roots, certificate, clock);
        Handlers = new HandlerFactory(scenario.Http, roots, certificate, clock, work.Names, ProxyOf(scenario.Http.Proxy));
        // Who hands out tokens is not a target: it is asked seldom, and only its address is looked at.
        Tokens = scenario.Http.Auth is OAuthAuthorization auth
            ? new TokenSource(
                auth, Context, new HandlerFactory(scenario.Http, roots, certificate, clock, work.Names.ForAnyHost), time)
            : null;
    }

    public ScenarioContext Context { get; }

    public TlsSettings Tls { get; }

    public HandlerFactory Handlers { get; }

    public TokenSource? Tokens { get; }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        Tls.Dispose();
        return Tokens?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    private FixedProxy? ProxyOf(HttpProxy? proxy) => proxy is null ? null : new FixedProxy(
        new Uri(proxy.Address), proxy.User is null ? null : new NetworkCredential(Constant(proxy.User), Constant(proxy.Password)));

    private string? Constant(string? template) =>
        template is null ? null : new CompiledText(template, Context).Render(new Iteration(Context));
}
