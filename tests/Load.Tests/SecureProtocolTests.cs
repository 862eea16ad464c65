using System.Net.Quic;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.Tls;
using PerfFunctions.TestKit;

namespace PerfFunctions.Load.Tests;

/// <summary>TLS, and the versions of HTTP beyond 1.1.</summary>
public sealed class SecureProtocolTests : IDisposable
{
    private readonly TestCertificates _certificates = new();

    public void Dispose() => _certificates.Dispose();

    [Theory]
    [InlineData("1.1", HttpProtocols.Http1, "HTTP/1.1")]
    [InlineData("2", HttpProtocols.Http2, "HTTP/2")]
    public async Task Every_version_is_spoken_over_tls(string version, HttpProtocols protocols, string spoken)
    {
        using X509Certificate2 certificate = _certificates.ForServer("localhost");
        await using var target = await ProtocolTarget.StartAsync(protocols, certificate);

        LoadResult result = await RunAsync(
            target.Address, $"version: {version}, tls: {{ authority: {Quoted(_certificates.AuthorityPem)} }}");

        Assert.Empty(result.Only.Errors);
        Assert.All(target.Received, r => Assert.Equal(spoken, r.Protocol));
        Assert.Equal(4, target.Received.Count);
        Assert.True(result.Phase(RequestPhase.Tls).MinMs > 0.1, $"TLS took {result.Phase(RequestPhase.Tls).MinMs} ms");
        Assert.Equal(1, target.Connections);
        Assert.Equal(OpenSsl.IsAvailable ? Transports.EventLoop : Transports.Platform, result.Only.Transports);
    }

    [Fact]
    public async Task Version_2_is_spoken_over_clear_text_too()
    {
        await using var target = await ProtocolTarget.StartAsync(HttpProtocols.Http2);

        LoadResult result = await RunAsync(target.Address, "version: 2");

        Assert.Empty(result.Only.Errors);
        Assert.All(target.Received, r => Assert.Equal("HTTP/2", r.Protocol));
    }

    [Fact]
    public async Task Version_3_is_spoken_where_the_platform_has_it_and_refused_in_words_where_it_has_not()
    {
        using X509Certificate2 certificate = _certificates.ForServer("localhost");
        HttpProtocols protocols = QuicListener.IsSupported ? HttpProtocols.Http3 : HttpProtocols.Http1;
        await using var target = await ProtocolTarget.StartAsync(protocols, certificate);

        LoadResult result = await RunAsync(
            target.Address, $"version: 3, tls: {{ authority: {Quoted(_certificates.AuthorityPem)} }}");

        if (QuicListener.IsSupported)
        {
            Assert.Empty(result.Only.Errors);
        }
        else
        {
            Assert.Equal("http version not supported", Assert.Single(result.Only.Errors).Key);
        }
    }

    [Fact]
    public async Task A_version_that_the_target_does_not_speak_is_never_exchanged_for_a_lower_one()
    {
        using X509Certificate2 certificate = _certificates.ForServer("localhost");
        await using var target = await ProtocolTarget.StartAsync(HttpProtocols.Http1, certificate);

        LoadResult result = await RunAsync(
            target.Address, $"version: 2, tls: {{ authority: {Quoted(_certificates.AuthorityPem)} }}");

        Assert.Equal("tls failed", Assert.Single(result.Only.Errors).Key);
        Assert.Empty(target.Received);
    }

    [Theory]
    [InlineData("localhost", false, "certificate not trusted: its authority is unknown")]
    [InlineData("other.example", false, "certificate not trusted: it is for another name")]
    [InlineData("localhost", true, "certificate not trusted: it has expired or is not valid yet")]
    public Task A_certificate_that_is_not_trusted_is_reported_with_the_reason(string name, bool isExpired, string kind) =>
        EveryTransport.AsTheyWaitAsync(async transports =>
        {
            using X509Certificate2 certificate = _certificates.ForServer(name, isExpired);
            await using var target = await ProtocolTarget.StartAsync(certificate: certificate);
            string tls = isExpired ? $"tls: {{ authority: {Quoted(_certificates.AuthorityPem)} }}" : "";

            LoadResult result = await RunAsync(target.Address, tls, transports: transports);

            Assert.Equal(kind, Assert.Single(result.Only.Errors).Key);
            Assert.Equal(result.Only.Counts.Sent, result.Only.Counts.Failed);
            Assert.Empty(target.Received);
        });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_client_shows_its_certificate_out_of_a_secret(bool onCurve) => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        using X509Certificate2 certificate = _certificates.ForServer("localhost");
        await using var target = await ProtocolTarget.StartAsync(certificate: certificate, client: _certificates.Signed);
        string tls = $"tls: {{ authority: {Quoted(_certificates.AuthorityPem)}, certificate: '${{secret(pem)}}' }}";

        LoadResult result = await RunAsync(target.Address, tls, _certificates.ClientPem("load tester", onCurve), transports);

        Assert.Empty(result.Only.Errors);
        Assert.All(target.Received, r => Assert.Equal("CN=load tester", r.ClientCertificate));
    });

    [Fact]
    public Task A_client_without_the_certificate_that_is_asked_for_fails() => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        using X509Certificate2 certificate = _certificates.ForServer("localhost");
        await using var target = await ProtocolTarget.StartAsync(certificate: certificate, client: _certificates.Signed);

        LoadResult result = await RunAsync(target.Address, "tls: { verify: off }", transports: transports);

        // TLS 1.3 refuses it only when the client has begun to send.
        Assert.Contains(Assert.Single(result.Only.Errors).Key, new[] { "tls failed", "connection closed", "connection reset" });
        Assert.Empty(target.Received);
    });

    [Theory]
    [InlineData("HTTP/1.1 400 This is clear text\r\n\r\n")]
    [InlineData("")]
    public Task A_target_that_does_not_speak_tls_fails_by_name(string words) => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        await using RawTarget target = new(async connection =>
        {
            await connection.ReadSomeAsync();
            await connection.SendAsync(words);
        });

        LoadResult result = await RunAsync(Secure(target.Address), "", transports: transports);

        Assert.Equal(("tls failed", 2L), Assert.Single(result.Only.Errors.Select(e => (e.Key, e.Value))));
    });

    [Fact]
    public Task A_target_that_never_answers_the_handshake_costs_a_request_its_timeout() =>
        EveryTransport.AsTheyWaitAsync(async transports =>
        {
            TaskCompletionSource over = new();
            await using RawTarget target = new(_ => over.Task);

            LoadResult result = await RunAsync(Secure(target.Address), "timeout: 300ms", transports: transports);

            over.SetResult();
            Assert.Equal(("timeout", 2L), Assert.Single(result.Only.Errors.Select(e => (e.Key, e.Value))));
        });

    private static Uri Secure(Uri address) => new UriBuilder(address) { Scheme = Uri.UriSchemeHttps }.Uri;

    private static Task<LoadResult> RunAsync(Uri target, string http, string pem = "", TransportChoice transports = default) =>
        new LoadDriver { Transports = transports, Secrets = new Dictionary<string, string> { ["pem"] = pem } }.RunAsync(
            $$"""
            version: 1
            name: shop
            load:
              browse:
                users: { count: 1, iterations: 2, for: 20s }
                http: { {{http}} }
                flow: [ { get: /ok }, { post: /ok, body: x } ]
            """,
            target);

    private static string Quoted(string pem) => '"' + pem.Replace("\n", "\\n", StringComparison.Ordinal) + '"';
}
