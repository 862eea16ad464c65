using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.CodeHosts.GitHub.Webhooks;
using PerfFunctions.App.Http;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Starting;

namespace PerfFunctions.App.CodeHosts.AzureDevOps;

/// <summary>
/// Receives the service hooks of Azure DevOps: verifies, filters and stores them, without calling other services.
/// </summary>
public sealed partial class AzureDevOpsWebhook(
    DeliveryInbox inbox, RunLinks links, RequestBodies bodies, IOptions<AzureDevOpsOptions> options, ILogger<AzureDevOpsWebhook> logger)
{
    /// <summary>
    /// Takes a hook that asks for a run: 202; 204 when it asks for none. The run is started behind the answer. One commit of a pull
    /// request gets one run.
    /// </summary>
    [Function("AzureDevOpsWebhook")]
    [RequireRole(Role.None)]
    [Takes(null)]
    [Answers(typeof(RunAccepted), 202)]
    [Answers(null, 204)]
    public async Task<IResult> ReceiveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/azuredevops/webhook")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        if (!options.Value.IsConfigured)
        {
            return Problems.Unavailable("Azure DevOps is not configured: set Perf:AzureDevOps:BaseAddress, Token, WebhookUser and WebhookPassword.");
        }

        if (!IsTrusted(request.Headers.Authorization))
        {
            LogUntrusted(logger);
            return Problems.Unauthorized();
        }

        using ReceivedBody body = await bodies.ReadAsync(request, options.Value.MaxDeliveryBytes, cancellationToken);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        WebhookDecision decision = AzureDevOpsHook.Read(body.ToArray());
        if (decision.Problems.Count > 0)
        {
            return Problems.Fields(decision.Problems);
        }

        if (decision.PullRequest is not { } pullRequest)
        {
            LogIgnored(logger, decision.Ignored!);
            return Results.NoContent();
        }

        var start = new RunStart(decision.Trigger!.Value, RunStarter.PlaceholderName(pullRequest), PlanText: null)
        {
            PullRequest = pullRequest,
            By = Caller.OfWebhook(decision.Sender ?? CodeHostNames.AzureDevOps),
        };
        var claim = new RunClaim(CodeHostNames.AzureDevOps, AzureDevOpsHook.ClaimOf(pullRequest));
        return RunAccepted.Result(await inbox.TakeAsync(durable, start, claim, cancellationToken), links);
    }

    // Both are always compared, as digests, so that the time taken reveals neither which is right nor how long it is.
    private bool IsTrusted(string? authorization)
    {
        bool byPresent = IsSame(authorization, options.Value.WebhookPassword!);
        bool byPrevious = options.Value.PreviousWebhookPassword is { Length: > 0 } previous && IsSame(authorization, previous);
        return byPresent | byPrevious;
    }

    private bool IsSame(string? authorization, string password)
    {
        string right = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Value.WebhookUser}:{password}"))}";
        return CryptographicOperations.FixedTimeEquals(Digest(right), Digest(authorization ?? ""));
    }

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    [LoggerMessage(Level = LogLevel.Warning, Message = "A service hook was rejected: its user or password is missing or wrong.")]
    private static partial void LogUntrusted(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "A service hook started no run: {Reason}.")]
    private static partial void LogIgnored(ILogger logger, string reason);
}
