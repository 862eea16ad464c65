using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans;

public class HttpSettingsPlanTests
{
    [Fact]
    public void Every_setting_is_read()
    {
        HttpSettings http = Read("""
            { version: 2, connections: per-iteration, redirects: follow, compression: true, cookies: per-user, dns: 30s, timeout: 5s, trace: 1%,
              auth: { basic: { user: u, password: '${secret(pw)}' } }, tls: { certificate: '${secret(pem)}' } }
            """);
        Assert.Equal(
            new HttpSettings
            {
                Version = HttpProtocol.Http2,
                Connections = ConnectionUse.PerIteration,
                FollowRedirects = true,
                Compression = true,
                Cookies = CookieLife.PerUser,
                Headers = http.Headers,
                DnsRefresh = TimeSpan.FromSeconds(30),
                Timeout = TimeSpan.FromSeconds(5),
                TraceShare = 0.01,
                Auth = new BasicAuthorization("u", "${secret(pw)}"),
                Certificate = "${secret(pem)}",
            },
            http);
    }

    [Fact]
    public void A_scenario_replaces_what_it_names_and_keeps_the_rest()
    {
        PerfPlan plan = PlanText.Valid("""
            version: 1
            name: p
            http: { maxConnections: 5, cookies: per-user, headers: { x-a: 1, x-b: 2 }, auth: { bearer: t }, tls: { certificate: '${secret(c)}' } }
            load:
              a:
                users: { count: 1, for: 1s }
                http: { cookies: off, headers: { X-B: 3, x-c: 4 }, auth: { oauth: { token: 'https://id/t', client: c, secret: s } } }
                flow: [ { get: / } ]
              b:
                users: { count: 1, for: 1s }
                flow: [ { get: / } ]
            """);
        HttpSettings own = plan.Load[0].Http, common = plan.Load[1].Http;
        Assert.Equal((5, CookieLife.Off, "${secret(c)}"), (own.MaxConnections, own.Cookies, own.Certificate));
        Assert.Equal(["x-a=1", "X-B=3", "x-c=4"], own.Headers.Select(h => $"{h.Key}={h.Value}").Order(StringComparer.OrdinalIgnoreCase));
        Assert.Equal(new OAuthAuthorization("https://id/t", "c", "s", null), own.Auth);
        Assert.Equal((5, CookieLife.PerUser, new BearerAuthorization("t")), (common.MaxConnections, common.Cookies, common.Auth));
    }

    [Theory]
    [InlineData("", "", 30)]
    [InlineData("http: { timeout: 5s }", "", 5)]
    [InlineData("http: { timeout: 5s }", "http: { cookies: per-user }", 5)]
    [InlineData("http: { timeout: 5s }", "http: { timeout: 7s }", 7)]
    [InlineData("", "http: { timeout: 7s }", 7)]
    public void A_scenario_has_the_timeout_of_the_plan_unless_it_has_its_own(string plan, string scenario, int seconds)
    {
        Scenario load = PlanText.Valid($$"""
            version: 1
            name: p
            {{plan}}
            load:
              s:
                users: { count: 1, for: 1s }
                {{scenario}}
                flow: [ { get: / }, { get: /slow, timeout: 1m } ]
            """).Load[0];

        Assert.Equal(TimeSpan.FromSeconds(seconds), load.Http.Timeout);
        Assert.Equal([null, TimeSpan.FromMinutes(1)], load.Flow.Cast<HttpStep>().Select(s => s.Timeout));
    }

    [Fact]
    public void An_authority_is_a_certificate()
    {
        using ECDsa key = ECDsa.Create();
        DateTimeOffset then = DateTimeOffset.UnixEpoch;
        using X509Certificate2 certificate = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256).CreateSelfSigned(then, then.AddDays(1));
        string pem = certificate.ExportCertificatePem();

        Assert.Equal(pem, Read($"{{ tls: {{ authority: \"{pem.Replace("\n", "\\n", StringComparison.Ordinal)}\" }} }}").Authority);
        Assert.Contains("no readable certificate", Problem("{ tls: { authority: \"-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----\" } }").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ version: 1 }", "http.version", "not one of the choices")]
    [InlineData("{ version: 1.0 }", "http.version", "not one of the choices")]
    [InlineData("{ connections: keepalive }", "http.connections", "did you mean 'keep-alive'")]
    [InlineData("{ maxConnections: 5, version: 2 }", "http.maxConnections", "only applies to HTTP/1.1")]
    [InlineData("{ maxStreams: 5 }", "http.maxStreams", "only applies to HTTP/2")]
    [InlineData("{ maxStreams: 5, version: 2, proxy: 'http://proxy.example:3128' }", "http.maxStreams", "without a proxy")]
    [InlineData("{ maxStreams: 0, version: 2 }", "http.maxStreams", "out of range")]
    [InlineData("{ redirects: true }", "http.redirects", "not one of the choices")]
    [InlineData("{ compression: on }", "http.compression", "true or false")]
    [InlineData("{ cookies: true }", "http.cookies", "'true' is not one of the choices")]
    [InlineData("{ headers: { 'a b': 1 } }", "http.headers.a b", "not a header name")]
    [InlineData("{ headers: { connection: close } }", "http.headers.connection", "set by the load generator")]
    [InlineData("{ headers: { host: 'http://shop.example' } }", "http.headers.host", "not a host")]
    [InlineData("{ auth: {} }", "http.auth", "missing")]
    [InlineData("{ auth: { bearer: t, basic: { user: u, password: p } } }", "http.auth",
        "only one is allowed, but there are: basic, bearer")]
    [InlineData("{ auth: { basic: { user: u } } }", "http.auth.basic.password", "missing")]
    [InlineData("{ auth: { oauth: { token: /t, client: c, secret: s } } }", "http.auth.oauth.token", "not an absolute")]
    [InlineData("{ tls: { authority: x } }", "http.tls.authority", "no readable certificate")]
    [InlineData("{ tls: { certificate: '-----BEGIN PRIVATE KEY-----' } }", "http.tls.certificate", "must not contain the key")]
    [InlineData("{ dns: 0s }", "http.dns", "out of range")]
    [InlineData("{ dns: 500ms }", "http.dns", "out of range")]
    [InlineData("{ dns: 30 }", "http.dns", "say '30s'")]
    [InlineData("{ timeout: 5 }", "http.timeout", "say '5s'")]
    [InlineData("{ timeout: 0s }", "http.timeout", "out of range")]
    [InlineData("{ timeout: 2h }", "http.timeout", "out of range")]
    [InlineData("{ trace: 1 }", "http.trace", "say '1%'")]
    [InlineData("{ trace: 101% }", "http.trace", "too high")]
    [InlineData("{ conections: keep-alive }", "http.conections", "did you mean 'connections'")]
    public void A_wrong_setting_is_one_problem(string http, string path, string message)
    {
        PlanProblem problem = Problem(http);
        Assert.Equal(path, problem.Path);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_stands_in_the_plan_is_not_told_again() =>
        Assert.Null(Problem("{ tls: { certificate: '-----BEGIN PRIVATE KEY-----' } }").Value);

    private static string With(string http) => PlanText.WithFlow("- get: /") + "\nhttp: " + http;

    private static HttpSettings Read(string http) => PlanText.Valid(With(http)).Load[0].Http;

    private static PlanProblem Problem(string http) => PlanText.OneProblem(With(http));
}
