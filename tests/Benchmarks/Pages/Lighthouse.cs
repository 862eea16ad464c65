using System.Text.Json;
using PerfFunctions.Benchmarks.Measure;
using PerfFunctions.Benchmarks.Peers;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Benchmarks.Pages;

/// <summary>Lighthouse, as its command line runs it: a browser of its own for each load, the same conditions by DevTools.</summary>
internal sealed class Lighthouse(string browser) : IPageMeter
{
    // Lighthouse reckons 1,024 bits to the kilobit.
    private const double BytesPerKilobit = 1024 / 8.0;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Where it is.</summary>
    public static string Folder { get; } = NodeTools.FolderOf("Pages");

    /// <inheritdoc />
    public string Name => "Lighthouse";

    /// <inheritdoc />
    public async Task<PageReading> MeasureAsync(Uri address, CancellationToken cancellationToken)
    {
        ChildResult result = await ChildRun.RunAsync(Start(address, OwnAudits.Conditions), Longest, null, cancellationToken);
        return result.Problem is { } problem ? PageReading.Failed(problem) : Read(result.Output);
    }

    /// <summary>Reads its result.</summary>
    /// <param name="output">The JSON it wrote.</param>
    internal static PageReading Read(string output)
    {
        try
        {
            using var result = JsonDocument.Parse(output);
            if (result.RootElement.TryGetProperty("runtimeError", out JsonElement error))
            {
                return PageReading.Failed(error.GetProperty("message").GetString() ?? "an error without words");
            }

            JsonElement audits = result.RootElement.GetProperty("audits");
            return new(PageMetric.All
                .Where(metric => audits.TryGetProperty(metric.Audit, out JsonElement audit) && audit.TryGetProperty("numericValue", out _))
                .ToDictionary(metric => metric.Key, metric => audits.GetProperty(metric.Audit).GetProperty("numericValue").GetDouble()));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return PageReading.Failed($"the output is not Lighthouse's JSON: {e.Message}");
        }
    }

    private Launch Start(Uri address, PageConditions conditions) => new(
        "node",
        [
            Path.Combine(Folder, "node_modules", "lighthouse", "cli", "index.js"), address.AbsoluteUri,
            "--output=json", "--output-path=stdout", "--quiet", "--no-enable-error-reporting",
            "--only-categories=performance", "--disable-full-page-screenshot",
            // Chromium refuses its sandbox to root.
            Environment.IsPrivilegedProcess ? "--chrome-flags=--headless=new --no-sandbox" : "--chrome-flags=--headless=new",
            "--form-factor=mobile", "--screenEmulation.mobile",
            Setting("screenEmulation.width", conditions.Device.Width),
            Setting("screenEmulation.height", conditions.Device.Height),
            Setting("screenEmulation.deviceScaleFactor", conditions.Device.Scale),
            "--throttling-method=devtools",
            Setting("throttling.requestLatencyMs", conditions.Network.Latency.TotalMilliseconds),
            Setting("throttling.downloadThroughputKbps", conditions.Network.Down / BytesPerKilobit),
            Setting("throttling.uploadThroughputKbps", conditions.Network.Up / BytesPerKilobit),
            Setting("throttling.cpuSlowdownMultiplier", conditions.CpuSlowdown),
        ])
    {
        Environment = new Dictionary<string, string> { ["CHROME_PATH"] = browser },
    };

    private static string Setting(string name, double value) => FormattableString.Invariant($"--{name}={value}");
}
