using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PerfFunctions.App.ServerMetrics;
using PerfFunctions.Engine.ServerMetrics;

namespace PerfFunctions.App.Tests.ServerMetrics;

public sealed class PrometheusMetricsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_250);

    private WebApplication _stub = null!;
    private Dictionary<string, string> _asked = [];
    private string? _authorization;
    private Func<IResult> _answer = () => Results.NotFound();

    public async ValueTask InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _stub = builder.Build();
        _stub.MapPost("/prom/api/v1/query_range", async (HttpRequest request) =>
        {
            (_asked, _authorization) = ((await request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value.ToString()), request.Headers.Authorization.ToString());
            return _answer();
        });
        _stub.MapPost("/slow/api/v1/query_range", (CancellationToken gone) => Task.Delay(Timeout.Infinite, gone));
        await _stub.StartAsync();
    }

    public async ValueTask DisposeAsync() => await _stub.DisposeAsync();

    [Fact]
    public async Task A_point_stands_for_the_step_before_it_and_second_0_is_the_common_start()
    {
        Answer("""{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1700000001.25,"0.5"],[1700000002.25,"NaN"],[1700000003.25,"+Inf"],[1700000004.25,"7"]]}]}}""");
        ServerReading reading = await ReadAsync(new ServerSpan(Start, 4), "Token=t");
        Assert.Equal([new(0, 0.5), new(3, 7)], reading.Points);
        Assert.Equal(("1700000001.250", "1700000004.250", "1", "up"), (_asked["start"], _asked["end"], _asked["step"], _asked["query"]));
        Assert.Equal("Bearer t", _authorization);
    }

    [Fact]
    public async Task A_long_run_has_600_points_at_most_and_a_user_is_reported_with_his_password()
    {
        Answer("""{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1700000007.25,"1"]]}]}}""");
        ServerReading reading = await ReadAsync(new ServerSpan(Start, 3601), "User=u", "Password=p");
        Assert.Equal((7, 0, "7"), (reading.StepSeconds, reading.Points[0].Second, _asked["step"]));
        Assert.Equal($"Basic {Convert.ToBase64String("u:p"u8)}", _authorization);
    }

    [Theory]
    [InlineData(422, """{"status":"error","errorType":"execution","error":"too many samples"}""", "Prometheus responded with status 422 (execution): too many samples")]
    [InlineData(200, "<html>Sign in</html>", "The response with status 200 is not a Prometheus response.")]
    [InlineData(502, "", "The response with status 502 is not a Prometheus response.")]
    [InlineData(200, """{"status":"success","data":{"result":{}}}""", "The response with status 200 is not a Prometheus response.")]
    [InlineData(200, """{"status":"success","data":{"result":[]}}""", "Prometheus has no data for this query during the load.")]
    public async Task What_is_no_series_is_reported(int status, string body, string message)
    {
        _answer = () => Results.Text(body, "text/html", Encoding.UTF8, status);
        var lost = await Assert.ThrowsAsync<ServerMetricsException>(() => ReadAsync(new ServerSpan(Start, 4)));
        Assert.Equal(message, lost.Message);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_not_waited_for()
    {
        var lost = await Assert.ThrowsAsync<ServerMetricsException>(() => ReadAsync(new ServerSpan(Start, 4), $"Url={_stub.Urls.First()}/slow", "TimeoutSeconds=1"));
        Assert.Equal("Prometheus did not respond within 1 s.", lost.Message);
    }

    [Fact]
    public async Task Without_an_address_the_setting_is_named()
    {
        using var metrics = new PrometheusMetrics(Microsoft.Extensions.Options.Options.Create(new PrometheusOptions()), TimeProvider.System);
        var lost = await Assert.ThrowsAsync<ServerMetricsException>(() => metrics.ReadAsync(new PrometheusSource("up"), new ServerSpan(Start, 4), default));
        Assert.Equal("Perf:Prometheus:Url is not set in the service's configuration.", lost.Message);
    }

    [Theory]
    [InlineData("http://prometheus:9090", null, null, null, true)]
    [InlineData("http://prometheus:9090", "t", null, null, false)]
    [InlineData("https://prometheus", "t", null, null, true)]
    [InlineData("http://127.0.0.1:9090", null, "u", "p", true)]
    [InlineData("https://prometheus", null, "u", null, false)]
    [InlineData("https://prometheus", "t", "u", "p", false)]
    [InlineData(null, "t", null, null, false)]
    [InlineData("prometheus:9090", null, null, null, false)]
    [InlineData("https://u:p@prometheus", null, null, null, false)]
    public void Secrets_go_over_tls_or_stay_on_the_machine(string? url, string? token, string? user, string? password, bool valid)
    {
        var options = new PrometheusOptions { Url = url, Token = token, User = user, Password = password };
        Assert.Equal(valid, new PrometheusOptionsValidator().Validate(null, options).Succeeded);
    }

    private void Answer(string json) => _answer = () => Results.Text(json, "application/json");

    private async Task<ServerReading> ReadAsync(ServerSpan span, params string[] settings)
    {
        var options = new PrometheusOptions { Url = $"{_stub.Urls.First()}/prom/" };
        foreach (string[] setting in settings.Select(s => s.Split('=', 2)))
        {
            System.Reflection.PropertyInfo property = typeof(PrometheusOptions).GetProperty(setting[0])!;
            property.SetValue(options, Convert.ChangeType(setting[1], property.PropertyType, null));
        }

        using var metrics = new PrometheusMetrics(Microsoft.Extensions.Options.Options.Create(options), TimeProvider.System);
        return await metrics.ReadAsync(new PrometheusSource("up"), span, default);
    }
}
