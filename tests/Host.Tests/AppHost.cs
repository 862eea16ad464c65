using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PerfFunctions.TestKit;

namespace PerfFunctions.Host.Tests;

/// <summary>Host.TestApp on a host of its own: a process, as its users start it.</summary>
internal sealed class AppHost : IAsyncDisposable
{
    private const string Listens = "Listening on ";

    private readonly Process _process;
    private readonly List<string> _output = [];

    private AppHost(Process process) => _process = process;

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

    public static string NewHub() => "Hub" + Guid.NewGuid().ToString("N")[..12];

    /// <summary>Starts the host without waiting for anything.</summary>
    public static AppHost Start(AppStart start)
    {
        var info = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "PerfFunctions.Host.dll"), start.App, "--urls", start.Url, .. start.Arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["AzureWebJobsStorage"] = start.Storage;
        info.Environment["AzureFunctionsJobHost__extensions__durableTask__hubName"] = start.Hub;
        info.Environment["TestApp__Folder"] = start.Folder;
        info.Environment["Nightly"] = "0 0 3 * * *";
        info.Environment["AzureWebJobs.EverySecond.Disabled"] = start.EverySecond ? "false" : "true";
        info.Environment["Host__Instance"] = start.Instance;
        var host = new AppHost(Process.Start(info)!);
        host._process.OutputDataReceived += (_, line) => host.Note(line.Data);
        host._process.ErrorDataReceived += (_, line) => host.Note(line.Data);
        host._process.BeginOutputReadLine();
        host._process.BeginErrorReadLine();
        return host;
    }

    /// <summary>Starts the host and waits until its triggers run.</summary>
    public static async Task<AppHost> StartReadyAsync(AppStart start)
    {
        AppHost host = Start(start);
        await Eventually.TrueAsync(
            () => host._process.HasExited ? throw new InvalidOperationException(host.Output) : host.Output.Contains(Listens, StringComparison.Ordinal),
            "the host's address", TimeSpan.FromSeconds(120));
        string rest = host.Output[(host.Output.IndexOf(Listens, StringComparison.Ordinal) + Listens.Length)..];
        host.Http.BaseAddress = new(rest.Split('\n')[0].Trim());
        return host;
    }

    /// <summary>Starts an orchestration.</summary>
    public async Task<string> ScheduleAsync(string orchestration, object? input = null, string? id = null)
    {
        id ??= Guid.NewGuid().ToString("N");
        using HttpResponseMessage answer = await Http.PostAsJsonAsync($"api/orchestrations/{orchestration}/{id}", input);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return id;
    }

    /// <summary>Starts an orchestration and waits for its end.</summary>
    public async Task<JsonElement> RunAsync(string orchestration, object? input = null) => await EndAsync(await ScheduleAsync(orchestration, input));

    /// <summary>Waits for the end of an orchestration.</summary>
    public Task<JsonElement> EndAsync(string id) =>
        UntilAsync(id, "its end", seen => seen.GetProperty("status").GetString() is "Completed" or "Failed" or "Terminated");

    /// <summary>Waits until an orchestration is as wanted.</summary>
    public async Task<JsonElement> UntilAsync(string id, string what, Func<JsonElement, bool> condition)
    {
        JsonElement seen = default;
        await Eventually.TrueAsync(
            async () =>
            {
                using HttpResponseMessage answer = await Http.GetAsync($"api/instances/{id}");
                seen = answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonElement>() : default;
                return seen.ValueKind is JsonValueKind.Object && condition(seen);
            },
            $"{what} of {id}",
            TimeSpan.FromSeconds(180));
        return seen;
    }

    /// <summary>Does something to an orchestration: raises an event, terminates, suspends or resumes it.</summary>
    public async Task SteerAsync(string id, string act, object? input = null)
    {
        using HttpResponseMessage answer = await Http.PostAsJsonAsync($"api/instances/{id}/{act}", input);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(120));
        return _process.ExitCode;
    }

    /// <summary>SIGKILL: no clean-up of any kind.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM: what a service manager sends.</summary>
    public void AskToStop() => Process.Start("kill", ["-TERM", $"{_process.Id}"]).WaitForExit();

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
