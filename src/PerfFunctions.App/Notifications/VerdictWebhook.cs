using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Text;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Reports.Figures;

namespace PerfFunctions.App.Notifications;

/// <summary>Posts verdicts as signed JSON to whoever wants them.</summary>
public sealed class VerdictWebhook(IOptions<WebhookOptions> options, TimeProvider time) : IDisposable
{
    private readonly HttpClient _http =
        new(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectCallback = NoMetadata.ConnectAsync }) { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Whether anybody wants them.</summary>
    public bool IsSet => !string.IsNullOrWhiteSpace(options.Value.Url);

    /// <summary>
    /// Posts a verdict. <c>X-Perf-Delivery</c> is the run's id, so that a receiver knows
    /// one that comes twice.
    /// </summary>
    /// <exception cref="CodeHostCallException">It was not taken.</exception>
    public async Task SendAsync(RunRecord run, RunReport report, CancellationToken cancellationToken)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(VerdictNotice.Of(run, report), PerfJson.Options);
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Perf-Delivery", run.RunId);
        request.Headers.Add("X-Perf-Signature-256", Signature(body, options.Value.Secret!));
        try
        {
            using HttpResponseMessage answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                throw Refused(answer);
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new CodeHostCallException($"The verdict webhook did not respond: {e.Message}", e) { IsTransient = true };
        }
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private static string Signature(byte[] body, string secret) =>
        $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}";

    private CodeHostCallException Refused(HttpResponseMessage answer) =>
        new($"The verdict webhook responded with status {(int)answer.StatusCode}.")
        {
            IsTransient = (int)answer.StatusCode >= 500 || answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout,
            Wait = RetryAfter.Of(answer.Headers.RetryAfter, time.GetUtcNow()),
        };
}

/// <summary>What is posted of a verdict.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Plan">Plan name.</param>
/// <param name="Target">Address under test.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Headline">The verdict in one sentence.</param>
/// <param name="FinishedAt">When.</param>
/// <param name="Report">Where the report is.</param>
/// <param name="Rules">Every rule with what was measured.</param>
/// <param name="Repository"><c>owner/name</c>; null for a run of no pull request.</param>
/// <param name="PullRequest">Its number; null for none.</param>
/// <param name="Commit">The commit; null for none.</param>
public sealed record VerdictNotice(
    string RunId, string Plan, string? Target, RunOutcome Outcome, string Headline, DateTimeOffset FinishedAt, string Report,
    IReadOnlyList<RuleResult> Rules, string? Repository, int? PullRequest, string? Commit)
{
    /// <summary>The notice of a report.</summary>
    public static VerdictNotice Of(RunRecord run, RunReport report) => new(
        run.RunId, report.Plan, report.Target, report.Verdict.Outcome, report.Verdict.Headline, report.FinishedAt, report.ReportUrl,
        report.Verdict.Rules, run.PullRequest is { } of ? $"{of.Owner}/{of.Repository}" : null, run.PullRequest?.Number, run.PullRequest?.HeadSha);
}
