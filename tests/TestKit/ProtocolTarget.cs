using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Compression;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace PerfFunctions.TestKit;

/// <summary>A real server on loopback that shows what reached it, in any version of HTTP.</summary>
public sealed class ProtocolTarget : IAsyncDisposable
{
    private const string Form = """
        <a href="../ok?followed">next</a>
        <form id=buy method=post action="../ok?sold">
          <input name=token value="a&amp;b"><input name=mail><input type=checkbox name=news checked><input type=checkbox name=ads>
          <select name=size><option>S<option selected value=m>M</select><textarea name=note>as is</textarea>
          <button type=submit name=act value=pay>Pay</button>
        </form>
        <form id=search action="/ok?old"><input name=q></form>
        """;

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, int> _counts = new();
    private readonly ConcurrentQueue<ReceivedRequest> _received = new();
    private readonly ConcurrentDictionary<string, bool> _connections = new();

    private ProtocolTarget(WebApplication app) => _app = app;

    /// <summary>Base address.</summary>
    public Uri Address => new(_app.Urls.First().Replace("[::]", "localhost", StringComparison.Ordinal));

    /// <summary>All that was asked, in order.</summary>
    public IReadOnlyList<ReceivedRequest> Received => [.. _received];

    /// <summary>Different connections over which something was asked.</summary>
    public int Connections => _connections.Count;

    /// <summary>Tokens handed out.</summary>
    public int Tokens { get; private set; }

    /// <summary>Starts a server on a free port.</summary>
    /// <param name="protocols">Versions it speaks.</param>
    /// <param name="certificate">Its certificate; null for clear text.</param>
    /// <param name="client">Which client certificates it takes; null to ask for none.</param>
    /// <param name="tls">Which versions of TLS it speaks; null for what the machine allows.</param>
    public static async Task<ProtocolTarget> StartAsync(
        HttpProtocols protocols = HttpProtocols.Http1,
        X509Certificate2? certificate = null,
        Func<X509Certificate2, bool>? client = null,
        SslProtocols? tls = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = protocols;
            if (certificate is not null)
            {
                listen.UseHttps(certificate, https =>
                {
                    https.SslProtocols = tls ?? SslProtocols.None;
                    https.ClientCertificateMode =
                        client is null ? ClientCertificateMode.NoCertificate : ClientCertificateMode.RequireCertificate;
                    https.ClientCertificateValidation = (shown, _, _) => client!(shown);
                });
            }
        }));
        WebApplication app = builder.Build();
        var target = new ProtocolTarget(app);
        app.Use(target.NoteAsync);
        target.Map(app);
        await app.StartAsync();
        return target;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task NoteAsync(HttpContext context, RequestDelegate next)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body);
        _connections.TryAdd(context.Connection.Id, true);
        _received.Enqueue(new ReceivedRequest(
            context.Request.Method,
            context.Request.Path + context.Request.QueryString.Value,
            context.Request.Protocol,
            context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Encoding.UTF8.GetString(body.ToArray()),
            context.Connection.ClientCertificate?.Subject)
        {
            Bytes = body.ToArray(),
            At = Stopwatch.GetElapsedTime(0),
        });
        await next(context);
    }

    private void Map(IEndpointRouteBuilder app)
    {
        app.Map("/ok", () => Results.Text("fine"));
        app.MapGet("/status/{code:int}", (int code) => Results.StatusCode(code));
        app.MapGet("/redirect/{left:int}", (int left) => Results.Redirect(left == 0 ? "/ok" : $"/redirect/{left - 1}"));
        app.MapGet("/away", (string to) => Results.Redirect(to));
        app.MapGet("/set", (HttpContext context) => context.Response.Cookies.Append("seen", "yes"));
        app.MapGet("/slow/{ms:int}", async (int ms) => await Task.Delay(ms));
        app.MapGet("/count/{key}", (string key) => Counted(key));
        app.MapGet("/flaky/{key}/{failures:int}", (string key, int failures) =>
            Results.StatusCode(_counts.AddOrUpdate(key, 1, (_, n) => n + 1) <= failures ? 503 : 200));
        app.MapGet("/page", () => Results.Content("<input name=csrf value=\"abc-42\">", "text/html"));
        app.MapGet("/shop/form", () => Results.Content(Form, "text/html"));
        app.MapGet("/headed", (HttpContext context) => Answer(context, "X-Next", "/ok?from=header"));
        app.MapGet("/chunked", ChunkedAsync);
        app.MapGet("/gzip", GzipAsync);
        app.MapGet("/close", (HttpContext context) => Answer(context, "Connection", "close"));
        app.MapGet("/bytes/{count:int}", (int count) => Results.Bytes(new byte[count]));
        app.MapPost("/token", () => Results.Json(new { access_token = $"token-{++Tokens}", expires_in = 3600 }));
    }

    private IResult Counted(string key)
    {
        int count = _counts.AddOrUpdate(key, 1, (_, n) => n + 1);
        return Results.Json(new { count, done = count >= 3, ids = new object[] { "a", 7, "c d" } });
    }

    private static IResult Answer(HttpContext context, string header, string value)
    {
        context.Response.Headers[header] = value;
        return Results.Empty;
    }

    private static async Task ChunkedAsync(HttpContext context)
    {
        foreach (string piece in new[] { "one ", "two ", "three" })
        {
            await context.Response.WriteAsync(piece);
            await context.Response.Body.FlushAsync();
        }
    }

    private static async Task GzipAsync(HttpContext context)
    {
        context.Response.Headers.ContentEncoding = "gzip";
        await using GZipStream packed = new(context.Response.Body, CompressionLevel.Fastest);
        await packed.WriteAsync(Encoding.UTF8.GetBytes(new string('a', 10_000) + " needle"));
    }
}

/// <summary>What reached a server.</summary>
/// <param name="Method">Method.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Protocol">Such as <c>HTTP/2</c>.</param>
/// <param name="Headers">Headers by name.</param>
/// <param name="Body">Body as text.</param>
/// <param name="ClientCertificate">Subject of the client's certificate; null for none.</param>
public sealed record ReceivedRequest(
    string Method, string Path, string Protocol, IReadOnlyDictionary<string, string> Headers, string Body, string? ClientCertificate)
{
    /// <summary>When, by a clock that only goes on.</summary>
    public TimeSpan At { get; init; }

    /// <summary>Body as it came.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }
}
