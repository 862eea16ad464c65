using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using PerfFunctions.Api;
using PerfFunctions.Api.Histograms;
using PerfFunctions.Cli.Output;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Cli.Service;

/// <summary>Speaks the service's HTTP API.</summary>
public sealed class ServiceClient : IDisposable
{
    private readonly HttpClient _http;

    /// <summary>Speaks to the service at an address, with a key or an access token where it asks for one.</summary>
    public ServiceClient(Uri address, string? key = null, string? token = null)
    {
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        if (key is not null)
        {
            _http.DefaultRequestHeaders.Add("x-functions-key", key);
        }

        if (token is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    /// <summary>Address of the service.</summary>
    public Uri Address => _http.BaseAddress!;

    /// <summary>Whether a healthy PerfFunctions service answers there.</summary>
    public async Task<bool> IsHealthyAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(2));
        try
        {
            using HttpResponseMessage response = await _http.GetAsync("api/health", limit.Token);
            return response.IsSuccessStatusCode &&
                (await response.Content.ReadFromJsonAsync<Health>(PerfJson.Options, limit.Token))?.Status == "healthy";
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    /// <summary>Starts a run of a plan.</summary>
    public Task<RunAccepted> StartAsync(string plan, string? target, CancellationToken cancellationToken) =>
        StartAsync(new PlanSource(plan, PlanFiles.None), target, new RunSource(null, null), PlanSettings.None, cancellationToken);

    /// <summary>Starts a run of a plan, and says which code it is about and what it chooses of the plan.</summary>
    public Task<RunAccepted> StartAsync(
        PlanSource plan, string? target, RunSource source, PlanSettings settings, CancellationToken cancellationToken)
    {
        string query = Query([("target", target), ("commit", source.Commit), ("branch", source.Branch), .. Chosen(settings)]);
        return SendAsync<RunAccepted>(HttpMethod.Post, $"api/runs{query}", PlanContent.Of(plan), cancellationToken);
    }

    /// <summary>Starts a spike.</summary>
    public Task<RunAccepted> SpikeAsync(SpikeRequest spike, CancellationToken cancellationToken) =>
        SendAsync<RunAccepted>(HttpMethod.Post, "api/spike", JsonContent.Create(spike, options: PerfJson.Options),
            cancellationToken);

    /// <summary>One run.</summary>
    public Task<RunView> GetAsync(string runId, CancellationToken cancellationToken) =>
        SendAsync<RunView>(HttpMethod.Get, $"api/runs/{Uri.EscapeDataString(runId)}", null, cancellationToken);

    /// <summary>Recent runs, newest first.</summary>
    public async Task<IReadOnlyList<RunView>> ListAsync(int count, CancellationToken cancellationToken) =>
        (await SendAsync<RunList>(HttpMethod.Get, $"api/runs?count={count}", null, cancellationToken)).Runs;

    /// <summary>Asks for the end of a run.</summary>
    public Task<RunAccepted> CancelAsync(string runId, CancellationToken cancellationToken) =>
        SendAsync<RunAccepted>(HttpMethod.Delete, $"api/runs/{Uri.EscapeDataString(runId)}", null, cancellationToken);

    /// <summary>Has the report of a run sent again.</summary>
    public Task<RunAccepted> NotifyAsync(string runId, CancellationToken cancellationToken) =>
        SendAsync<RunAccepted>(HttpMethod.Post, $"api/runs/{Uri.EscapeDataString(runId)}/notifications", null, cancellationToken);

    /// <summary>What a run of a plan would do and cost; starts nothing.</summary>
    public Task<RunForecast> ForecastAsync(
        PlanSource plan, string? target, PlanSettings settings, CancellationToken cancellationToken) => SendAsync<RunForecast>(
        HttpMethod.Post, $"api/runs{Query([("target", target), ("dryRun", "true"), .. Chosen(settings)])}",
        PlanContent.Of(plan), cancellationToken);

    /// <summary>Stops everything.</summary>
    public Task<HaltView> HaltAsync(string reason, CancellationToken cancellationToken) =>
        SendAsync<HaltView>(HttpMethod.Post, "api/halt", JsonContent.Create(new HaltRequest(reason), options: PerfJson.Options), cancellationToken);

    /// <summary>Lets runs begin again.</summary>
    public Task<HaltView> ResumeAsync(CancellationToken cancellationToken) =>
        SendAsync<HaltView>(HttpMethod.Delete, "api/halt", null, cancellationToken);

    /// <summary>Who did what, newest first; null leaves a choice to the service.</summary>
    public Task<ActivityPage> ActivityLogAsync(string? from, string? to, int? count, CancellationToken cancellationToken)
    {
        string query = Query(("from", from), ("to", to), ("count", count?.ToString(CultureInfo.InvariantCulture)));
        return SendAsync<ActivityPage>(HttpMethod.Get, $"api/activity-log{query}", null, cancellationToken);
    }

    /// <summary>What the runs of a month came to; null for this one.</summary>
    public Task<MonthlyCosts> CostsAsync(string? month, CancellationToken cancellationToken) =>
        SendAsync<MonthlyCosts>(HttpMethod.Get, $"api/costs{Query(("month", month))}", null, cancellationToken);

    /// <summary>The history of a plan; null leaves a choice to the service.</summary>
    public Task<TrendView> TrendsAsync(
        string plan, string? metric, int? last, string? conditions, CancellationToken cancellationToken)
    {
        string query = Query(("metric", metric), ("last", last?.ToString(CultureInfo.InvariantCulture)), ("conditions", conditions));
        return SendAsync<TrendView>(HttpMethod.Get, $"api/trends/{Uri.EscapeDataString(plan)}{query}", null, cancellationToken);
    }

    /// <summary>Two runs compared; a null margin leaves that to the service.</summary>
    public Task<CompareView> CompareAsync(string before, string now, string? margin, CancellationToken cancellationToken) =>
        SendAsync<CompareView>(HttpMethod.Get, $"api/compare{Query(("base", before), ("head", now), ("margin", margin))}", null, cancellationToken);

    /// <summary>What a target has to show, and whether it does.</summary>
    /// <param name="target">A host, with its port unless it is the default; or an address.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<TargetView> TargetAsync(string target, CancellationToken cancellationToken)
    {
        bool isAddress = Uri.TryCreate(target, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https";
        string query = Query(("scheme", isAddress ? address!.Scheme : null));
        return SendAsync<TargetView>(
            HttpMethod.Get, $"api/targets/{Uri.EscapeDataString(isAddress ? address!.Authority : target)}{query}", null, cancellationToken);
    }

    /// <summary>The counts and histograms of a run that has ended.</summary>
    public Task<HistogramsView> HistogramsAsync(string runId, CancellationToken cancellationToken) =>
        SendAsync<HistogramsView>(HttpMethod.Get, $"api/runs/{Uri.EscapeDataString(runId)}/histograms", null, cancellationToken);

    /// <summary>A report as text.</summary>
    public async Task<string> ReportAsync(string runId, string format, CancellationToken cancellationToken) =>
        Encoding.UTF8.GetString(await ReportFileAsync(runId, format, cancellationToken));

    /// <summary>A report, as the bytes of its file.</summary>
    public async Task<byte[]> ReportFileAsync(string runId, string format, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await SendAsync(
            HttpMethod.Get, $"api/runs/{Uri.EscapeDataString(runId)}/report.{format}", null, cancellationToken);
        return await response.Content.ReadAsByteArrayAsync(cancellationToken);
    }

    /// <summary>A document of a plan, as the bytes of its file.</summary>
    /// <param name="plan">Plan name.</param>
    /// <param name="kind">Name of the document.</param>
    /// <param name="format"><c>md</c>, <c>html</c> or <c>pdf</c>.</param>
    /// <param name="question">Settings of the capacity plan by name; null for the service's own.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<byte[]> DocumentAsync(
        string plan, string kind, string format, (string Name, string? Value)[] question, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await SendAsync(
            HttpMethod.Get, $"api/plans/{Uri.EscapeDataString(plan)}/documents/{kind}.{format}{Query(question)}", null, cancellationToken);
        return await response.Content.ReadAsByteArrayAsync(cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private static IEnumerable<(string Name, string? Value)> Chosen(PlanSettings settings) =>
        [("profile", settings.Profile), .. settings.Parameters.Select(p => ("set", (string?)$"{p.Key}={p.Value}"))];

    private static string Query(params (string Name, string? Value)[] parts)
    {
        string[] given = [.. parts.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}")];
        return given.Length == 0 ? "" : $"?{string.Join('&', given)}";
    }

    private async Task<T> SendAsync<T>(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await SendAsync(method, path, content, cancellationToken);
        try
        {
            return await response.Content.ReadFromJsonAsync<T>(PerfJson.Options, cancellationToken) ??
                throw new CliException($"{Address} sent an empty response to {method} {path}.");
        }
        catch (JsonException)
        {
            throw new CliException(
                $"The server at {Address} is not a PerfFunctions service of this version: the response to {method} {path} is not valid.");
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = content };
            response = await _http.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw new CliException($"The service at {Address} does not respond: {e.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CliException($"The service at {Address} did not respond within {_http.Timeout.TotalSeconds:F0} s.");
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw new CliException(await ProblemOfAsync(response, cancellationToken));
        }
    }

    private async Task<string> ProblemOfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            return $"The service at {Address} requires authentication: give a key with --key or in PERF_KEY, or an access token in PERF_TOKEN.";
        }

        string body = await response.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            using var problem = JsonDocument.Parse(body);
            string title = problem.RootElement.GetProperty("title").GetString() ?? "";
            return problem.RootElement.TryGetProperty("detail", out JsonElement detail)
                && detail.GetString() is { Length: > 0 } text
                ? $"{title}:{(text.Contains('\n', StringComparison.Ordinal) ? '\n' : ' ')}{text}"
                : title;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return $"The service at {Address} responded with status {(int)response.StatusCode}.";
        }
    }
}
