using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PerfFunctions.App.Activities;
using PerfFunctions.App.GitHub;
using PerfFunctions.App.Options;

namespace PerfFunctions.App.Triggers;

/// <summary>Takes GitHub's webhook deliveries: verifies, filters and schedules, and calls GitHub never.</summary>
public sealed class GitHubWebhook(RunStarter starter, RunLinks links, IOptions<GitHubOptions> options, ILogger<GitHubWebhook> logger)
{
    // What GitHub itself keeps deliveries below.
    private const int MostBytes = 25 * 1024 * 1024;

    /// <summary>
    /// Starts the run that a delivery asks for: 202; 204 when it asks for none. A redelivery gets the run of the first.
    /// </summary>
    [Function("GitHubWebhook")]
    public async Task<IResult> ReceiveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/github/webhook")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (!options.Value.IsConfigured)
        {
            return Problems.Unavailable(NoPullRequests.Reason);
        }

        if (await RequestBody.ReadAsync(request, MostBytes, cancellation) is not { } body)
        {
            return Problems.TooLarge(MostBytes);
        }

        if (!WebhookSignature.IsValid(body, request.Headers["X-Hub-Signature-256"], options.Value.WebhookSecret!))
        {
            WebhookLog.Unsigned(logger);
            return Problems.Unauthorized();
        }

        return await TakeAsync(
            request.Headers["X-GitHub-Event"], request.Headers["X-GitHub-Delivery"], body, durable, cancellation);
    }

    private async Task<IResult> TakeAsync(
        string? name, string? delivery, byte[] body, DurableTaskClient durable, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(name) || string.IsNullOrEmpty(delivery))
        {
            return Problems.Fields(
                [new FieldProblem("headers", null, "do not say what is delivered", "X-GitHub-Event and X-GitHub-Delivery")]);
        }

        var decision = WebhookReader.Read(name, body);
        if (decision.Problems.Count > 0)
        {
            return Problems.Fields(decision.Problems);
        }

        if (decision.Trigger is not { } trigger)
        {
            WebhookLog.Ignored(logger, delivery, name, decision.Ignored!);
            return Results.NoContent();
        }

        string runId = await starter.StartAsync(
            durable,
            new RunStart(trigger, PlaceholderName(decision.PullRequest!), PlanText: null)
            {
                PullRequest = decision.PullRequest,
                Claim = new RunClaim("github", delivery),
            },
            cancellation);
        WebhookLog.Started(logger, delivery, name, runId);
        return RunAccepted.Result(runId, links);
    }

    // Stands for the plan's name until the plan is read, also as a key of tables, which must hold no '/' and no '#'.
    private static string PlaceholderName(PullRequestContext from) =>
        $"{from.Owner}:{from.Repository}:{from.Number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? from.HeadSha[..7]}";
}
