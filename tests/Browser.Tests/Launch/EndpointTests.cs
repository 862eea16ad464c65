using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using PerfFunctions.Browser.Launch;
using PerfFunctions.Browser.Setup;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests.Launch;

public sealed partial class EndpointTests
{
    [Fact]
    public async Task A_browser_with_a_debugging_port_is_used_for_all_loads_and_left_running()
    {
        using Started browser = await BrowserAsync("about:blank");

        PageMeasurement page = await AuditAsync(browser.Address, BrowserProtocol.Cdp);

        Assert.Equal([null, null], page.Loads.Select(load => load.Failure));
        Assert.All(page.Loads, load => Assert.True(load.Values["fcp"] >= 100, "Its network is slow as asked for."));
        Assert.StartsWith("Chromium 1", page.Environment.Browser);
        Assert.True(browser.IsRunning);
    }

    [Fact]
    public async Task Loads_in_a_browser_that_other_pages_keep_busy_are_repeated_and_marked()
    {
        using Started browser = await BrowserAsync(
            "data:text/html,<script>(function go() { const end = performance.now() + 30; while (performance.now() < end); setTimeout(go); })()</script>");

        PageMeasurement page = await AuditAsync(browser.Address, BrowserProtocol.Cdp, watch: true);

        const string Reason = "The browser was still busy when the page was loaded.";
        string?[] reasons = [.. page.Repeated.Concat(page.Loads).Select(load => load.Noise)];
        Assert.Equal(2, page.Repeated.Count);
        Assert.SkipWhen(!reasons.Contains(Reason) && !reasons.Contains(null), $"This machine is too busy: {reasons[0]}");
        Assert.Contains(Reason, reasons);
    }

    [Fact]
    public async Task A_Playwright_server_is_used_for_all_loads()
    {
        string driver = Path.Combine(AppContext.BaseDirectory, ".playwright");
        string node = Directory.EnumerateFiles(Path.Combine(driver, "node"), "node*", SearchOption.AllDirectories).First(file => Path.GetFileName(file) is "node" or "node.exe");
        string settings = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            settings,
            JsonSerializer.Serialize(new { executablePath = ChromiumFinder.Find(null, null), chromiumSandbox = false, host = "127.0.0.1" }),
            TestContext.Current.CancellationToken);
        using Started server = await Started.ProgramAsync(
            node, [Path.Combine(driver, "package", "cli.js"), "launch-server", "--browser", "chromium", "--config", settings], ListeningOn());

        PageMeasurement page = await AuditAsync(server.Address, BrowserProtocol.Playwright);

        File.Delete(settings);
        Assert.Equal([null, null], page.Loads.Select(load => load.Failure));
    }

    [Theory]
    [InlineData(BrowserProtocol.Playwright, "ws")]
    [InlineData(BrowserProtocol.Cdp, "http")]
    public async Task A_browser_that_does_not_answer_is_reported_by_its_host_without_its_token(BrowserProtocol protocol, string scheme)
    {
        PageMeasurement page = await AuditAsync($"{scheme}://127.0.0.1:1/?token=s3cret", protocol);

        Assert.All(page.Loads, load => Assert.Matches("^The browser at 127.0.0.1:1 (did not respond|could not be used: [^/]*).$", load.Failure));
    }

    private static Task<Started> BrowserAsync(string page)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Starts the browser as on Linux.");
        string folder = Directory.CreateTempSubdirectory().FullName;
        string[] arguments = ["--headless", "--no-sandbox", "--remote-debugging-port=0", $"--user-data-dir={folder}", "--no-first-run", "--disable-background-networking", page];
        return Started.ProgramAsync(ChromiumFinder.Find(null, null)!, arguments, ListeningOn());
    }

    private static async Task<PageMeasurement> AuditAsync(string endpoint, BrowserProtocol protocol, bool watch = false)
    {
        await using TestSite site = await TestSite.ServeAsync("<!doctype html><link rel='icon' href='data:,'><h1>Words</h1>");
        await using PlaywrightPageAuditor auditor = AuditFixture.Create(new() { WarmUp = false, WatchMachine = watch, Endpoint = endpoint, Protocol = protocol });
        PageConditions conditions = new() { Network = new("own", TimeSpan.FromMilliseconds(100), 0, 0) };
        return (await auditor.AuditAsync(new("page", site.Address, conditions, 2), TestContext.Current.CancellationToken)).Measurement;
    }

    [GeneratedRegex(@"(ws://\S+)")]
    private static partial Regex ListeningOn();

    /// <summary>A program that says where it listens, ended with all its children.</summary>
    private sealed class Started : IDisposable
    {
        private readonly Process _process;

        private Started(Process process, string address) => (_process, Address) = (process, address);

        public string Address { get; }

        public bool IsRunning => !_process.HasExited;

        public static async Task<Started> ProgramAsync(string path, string[] arguments, Regex says)
        {
            Process process = new() { StartInfo = new(path, arguments) { RedirectStandardError = true, RedirectStandardOutput = true } };
            TaskCompletionSource<string> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
            void Read(object sender, DataReceivedEventArgs line)
            {
                if (line.Data is not null && says.Match(line.Data) is { Success: true } match)
                {
                    address.TrySetResult(match.Groups[1].Value);
                }
            }
            process.OutputDataReceived += Read;
            process.ErrorDataReceived += Read;
            process.Start();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return new(process, await address.Task.WaitAsync(TimeSpan.FromMinutes(2)));
        }

        public void Dispose()
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
            _process.Dispose();
        }
    }
}
