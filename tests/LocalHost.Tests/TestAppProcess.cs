using System.Diagnostics;
using System.Net;
using PerfFunctions.TestKit;

namespace PerfFunctions.LocalHost.Tests;

/// <summary>LocalHost.TestApp as a process of its own, which a test may kill.</summary>
internal sealed class TestAppProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<string> _output = [];

    private TestAppProcess(Process process)
    {
        _process = process;
    }

    public static string Program { get; } = Path.Combine(
        AppContext.BaseDirectory.Replace("LocalHost.Tests", "LocalHost.TestApp", StringComparison.Ordinal), "LocalHost.TestApp.dll");

    public int Id => _process.Id;

    public HttpClient Http { get; } = new();

    public string Output
    {
        get
        {
            lock (_output)
            {
                return string.Join('\n', _output);
            }
        }
    }

    /// <summary>Starts it without waiting for anything.</summary>
    public static TestAppProcess Start(AzuriteFixture azurite, string hub, string folder, string url = "http://127.0.0.1:0")
    {
        var start = new ProcessStartInfo("dotnet", [Program, "--urls", url])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AzureWebJobsStorage"] = azurite.ConnectionString;
        start.Environment["AzureFunctionsJobHost__extensions__durableTask__hubName"] = hub;
        start.Environment["Work__Folder"] = folder;
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        var app = new TestAppProcess(Process.Start(start)!);
        app._process.OutputDataReceived += (_, line) => app.Note(line.Data);
        app._process.ErrorDataReceived += (_, line) => app.Note(line.Data);
        app._process.BeginOutputReadLine();
        app._process.BeginErrorReadLine();
        return app;
    }

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<TestAppProcess> StartReadyAsync(AzuriteFixture azurite, string hub, string folder)
    {
        TestAppProcess app = Start(azurite, hub, folder);
        const string Said = "Now listening on: ";
        await Eventually.TrueAsync(() => app.Output.Contains(Said, StringComparison.Ordinal), $"the app's address in: {app.Output}");
        string rest = app.Output[(app.Output.IndexOf(Said, StringComparison.Ordinal) + Said.Length)..];
        app.Http.BaseAddress = new(rest.Split('\n')[0].Trim());
        return app;
    }

    public async Task UntilAsync(string path, string beginning) => await Eventually.TrueAsync(
        async () =>
        {
            using HttpResponseMessage answer = await Http.GetAsync(path);
            return answer.StatusCode == HttpStatusCode.OK
                && (await answer.Content.ReadAsStringAsync()).StartsWith(beginning, StringComparison.Ordinal);
        },
        $"'{beginning}' from {path}");

    public async Task<int> ExitAsync(TimeSpan within)
    {
        await _process.WaitForExitAsync().WaitAsync(within);
        return _process.ExitCode;
    }

    /// <summary>SIGKILL: no clean-up of any kind.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM: what a service manager sends.</summary>
    public void AskToStop() => Process.Start("kill", ["-TERM", $"{Id}"]).WaitForExit();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        Http.Dispose();
        _process.Dispose();
    }

    private void Note(string? line)
    {
        lock (_output)
        {
            _output.Add(line ?? string.Empty);
        }
    }
}
