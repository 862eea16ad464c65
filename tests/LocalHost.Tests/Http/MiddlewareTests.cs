using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Hosting;
using PerfFunctions.LocalHost.Tests.Apps;
using PerfFunctions.TestKit;

namespace PerfFunctions.LocalHost.Tests.Http;

public sealed class MiddlewareTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Every_invocation_goes_through_the_steps_in_their_order()
    {
        await using AppDriver app = await StartAsync(typeof(HttpApp));
        Assert.Contains("/api/Plain", await app.Http.GetStringAsync("/api/Plain"), StringComparison.Ordinal);
        string plain = $"{typeof(HttpApp).FullName}.{nameof(HttpApp.Plain)}";
        Assert.Equal((1, 1), (app.Journal.Count($"first {plain} True"), app.Journal.Count($"second {plain}")));
    }

    [Fact]
    public async Task A_step_answers_itself_and_the_function_does_not_run()
    {
        await using AppDriver app = await StartAsync(typeof(HttpApp));
        using HttpResponseMessage answer = await app.Http.GetAsync("/api/Throws?stop=yes");
        Assert.Equal((HttpStatusCode.Forbidden, "stopped"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Equal(0, app.Journal.Count($"second {typeof(HttpApp).FullName}.{nameof(HttpApp.Throws)}"));
        using HttpResponseMessage thrown = await app.Http.GetAsync("/api/Throws");
        Assert.Equal(HttpStatusCode.InternalServerError, thrown.StatusCode);
    }

    [Fact]
    public async Task Orchestrations_and_activities_go_through_them_too()
    {
        await using AppDriver app = await StartAsync(typeof(DurableApp));
        await app.RunAsync(nameof(DurableApp.FanOut), 2);
        Assert.All([nameof(DurableApp.FanOut), nameof(DurableApp.Square)], name => Assert.True(app.Journal.Count($"first {typeof(DurableApp).FullName}.{name} False") > 0, name));
    }

    private Task<AppDriver> StartAsync(Type type) => AppDriver.StartAsync(azurite, type, null, builder =>
    {
        builder.Configuration["Nightly"] = "0 0 3 * * *";
        builder.UseMiddleware<First>().UseMiddleware<Second>();
    });

    private sealed class First(Journal journal) : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            HttpContext? http = context.GetHttpContext();
            journal.Write($"first {context.FunctionDefinition.EntryPoint} {http is not null}");
            return http is not null && http.Request.Query.ContainsKey("stop")
                ? Results.Text("stopped", statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(http)
                : next(context);
        }
    }

    private sealed class Second(Journal journal) : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            journal.Write($"second {context.FunctionDefinition.EntryPoint}");
            return next(context);
        }
    }
}
