using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.ServerMetrics;

/// <summary>A Prometheus of the distribution, which asks a small target of ours each second.</summary>
internal sealed class PrometheusProcess : IAsyncDisposable
{
    private readonly WebApplication _target;
    private readonly Process _process;
    private readonly string _folder;
    private double _value;

    private PrometheusProcess(WebApplication target, Process process, string folder, Uri address) =>
        (_target, _process, _folder, Address) = (target, process, folder, address);

    public Uri Address { get; }

    /// <summary>Starts both, and waits until the first number has come. A test is skipped where there can be no Prometheus.</summary>
    public static async Task<PrometheusProcess> StartAsync()
    {
        (string? program, string missing) = await DebianProgram.FindAsync("prometheus", TestContext.Current.CancellationToken);
        Assert.SkipWhen(program is null, missing);
        PrometheusProcess? started = null;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication target = builder.Build();

        // Each time it is asked it says one more, so that what comes back can be told by its order.
        target.MapGet("/metrics", () => Results.Text(FormattableString.Invariant($"# TYPE busy gauge\nbusy{{core=\"0\"}} {Next(started)}\nbusy{{core=\"1\"}} 1\n")));
        await target.StartAsync();
        string folder = Directory.CreateTempSubdirectory("prometheus").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "prometheus.yml"), $$"""
            global: { scrape_interval: 1s }
            scrape_configs: [ { job_name: shop, static_configs: [ { targets: [ '{{new Uri(target.Urls.First()).Authority}}' ] } ] } ]
            """);
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        string[] arguments =
        [
            $"--config.file={folder}/prometheus.yml", $"--storage.tsdb.path={folder}/data", $"--web.listen-address={address.Authority}", "--log.level=error",
        ];
        Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        started = new PrometheusProcess(target, process, folder, address);
        await Eventually.TrueAsync(() => Volatile.Read(ref started._value) > 2, "numbers in Prometheus");
        return started;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        await _target.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static double Next(PrometheusProcess? started) => started is null ? 0 : Interlocked.Exchange(ref started._value, started._value + 1);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
