using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Flows;
using PerfFunctions.Load.Shards;
using PerfFunctions.Load.SocketsHttp;
using PerfFunctions.Load.Tls;

namespace PerfFunctions.Load.Tests.Flows;

/// <summary>Whose address it is has not been proven, so that it must not be asked often, whatever it answers.</summary>
public sealed class TokenSourceTests
{
    [Theory]
    [InlineData(404, "")]
    [InlineData(200, """{ "access_token": "a", "expires_in": 1 }""")]
    public async Task Who_hands_out_tokens_is_asked_about_once_a_minute(int status, string answer)
    {
        int asked = 0;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using WebApplication site = builder.Build();
        site.Run(context =>
        {
            Interlocked.Increment(ref asked);
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(answer);
        });
        await site.StartAsync(TestContext.Current.CancellationToken);
        FakeTimeProvider time = new();
        Scenario scenario = PlanParser.Parse($$"""
            version: 1
            name: shop
            http: { auth: { oauth: { token: '{{site.Urls.First()}}/token', client: me, secret: x } } }
            load: { browse: { users: { count: 1, for: 1s }, flow: [ { get: / } ] } }
            """).Plan!.Load.Single();
        RunClock clock = new(time, time.GetUtcNow());
        ScenarioContext context = new(scenario, new ShardWork([scenario], new Uri("http://127.0.0.1:9/"), new ShardPart(0, 1), time.GetUtcNow()), clock);
        HandlerFactory handlers = new(scenario.Http, new TrustedRoots(null), null, clock, GuardedNames.Unlimited);
        await using TokenSource tokens = new((OAuthAuthorization)scenario.Http.Auth!, context, handlers, time);
        await tokens.StartAsync(TestContext.Current.CancellationToken);

        for (int second = 0; second < 400; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(3, TestContext.Current.CancellationToken);
        }

        // At once, then 1.6, 3.2, 6.4, 12.8, 25.6, 51.2 s later, and then each minute.
        Assert.InRange(asked, 3, 12);
    }
}
