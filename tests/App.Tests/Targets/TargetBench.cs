using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PerfFunctions.Api;
using PerfFunctions.App.Quotas;
using PerfFunctions.App.Targets;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.App.Tests.Targets;

/// <summary>
/// What looks at targets, with a name server and a site of its own. All names that end with <c>.test</c> lead to the site on
/// loopback, which is a listed network here; <c>inner.test</c> leads to a private one, and no other name is known.
/// </summary>
internal sealed class TargetBench : IAsyncDisposable
{
    private readonly WebApplication _site;

    private TargetBench(WebApplication site, TargetOptions options, TimeProvider time)
    {
        _site = site;
        var settings = Microsoft.Extensions.Options.Options.Create(options);
        Policies = new(settings, LookUpAsync);
        Tokens = new(settings);
        File = new(Policies, time);
        Verifier = new(Policies, Tokens, File, new TokenRecord(new(Dns.Client)));
        Guard = new(Policies, Tokens, Verifier, time);
    }

    public const string Secret = "sixteen letters, at least";

    public TxtServer Dns { get; } = new();

    public TargetPolicies Policies { get; }

    public TargetTokens Tokens { get; }

    public TokenFile File { get; }

    public TargetVerifier Verifier { get; }

    public TargetCheck Guard { get; }

    /// <summary>What the site answers for the file.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = context => NothingAsync(context);

    public static async Task<TargetBench> StartAsync(string allowed = "127.0.0.0/8", string? secret = Secret, TimeProvider? time = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication site = builder.Build();
        TargetBench bench = new(site, new TargetOptions { Allowed = allowed, Secret = secret }, time ?? TimeProvider.System);
        site.Run(context => context.Request.Path == TargetTokens.FilePath ? bench.Answer(context) : NothingAsync(context));
        await site.StartAsync();
        return bench;
    }

    /// <summary>The site under a name.</summary>
    public Uri At(string host) => new UriBuilder(_site.Urls.First()) { Host = host }.Uri;

    /// <summary>What stands against a plan, by its place.</summary>
    public async Task<ILookup<string, PlanProblem>> ProblemsAsync(string plan)
    {
        PlanParseResult parsed = PlanParser.Parse(plan);
        Assert.True(parsed.IsValid, string.Join('\n', parsed.Problems));
        return (await Guard.ProblemsAsync(new CheckedRun(null, parsed.Plan, parsed.Plan.Target, RunTrigger.Http), default)).ToLookup(p => p.Path);
    }

    public async ValueTask DisposeAsync()
    {
        File.Dispose();
        await Dns.DisposeAsync();
        await _site.StopAsync(new CancellationToken(canceled: true));
        await _site.DisposeAsync();
    }

    private static Task NothingAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static Task<IPAddress[]> LookUpAsync(string host, CancellationToken cancellationToken) => Task.FromResult(new[]
    {
        host == "inner.test" ? IPAddress.Parse("10.1.2.3")
        : host.EndsWith(".test", StringComparison.Ordinal) ? IPAddress.Loopback
        : throw new SocketException((int)SocketError.HostNotFound),
    });
}
