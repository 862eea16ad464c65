using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Http;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Starting;
using PerfFunctions.App.Telemetry;

namespace PerfFunctions.App.CodeHosts.GitHub.Webhooks;

/// <summary>Takes GitHub's webhook deliveries: verifies, filters and stores them, and calls GitHub never.</summary>
public sealed class GitHubWebhook(
    DeliveryInbox inbox, RunLinks links, RequestBodies bodies, IOptions<GitHubOptions> options, ILogger<GitHubWebhook> logger)
{
    /// <summary>
    /// Takes a delivery that asks for a run or holds a person's command: 202; 204 when it asks for nothing. The run is started behind
    /// the answer. A redelivery gets the run of the first.
    /// </summary>
    [Function("GitHubWebhook")]
    [RequireRole(Role.None)]
    [Takes(null)]
    [Answers(typeof(RunAccepted), 202)]
    [Answers(null, 204)]
    public async Task<IResult> ReceiveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/github/webhook/{host?}")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        if (!options.Value.All().Any())
        {
            return Problems.Unavailable(GitHubOptions.Unset);
        }

        string? called = request.RouteValues["host"] as string;
        if (WebhookHost.Find(options.Value, called, request.Headers["X-GitHub-Enterprise-Host"]) is not { } host)
        {
            return Problems.NotFound(called is null ? "code host that this delivery could come from" : "code host of this name");
        }

        // Before a byte of the body is read: who cannot sign costs nothing.
        using WebhookSignature? signature = WebhookSignature.Find(request.Headers["X-Hub-Signature-256"], SecretsOf(host.Options));
        if (signature is null)
        {
            return Unsigned();
        }

        using ReceivedBody body = await bodies.ReadSignedAsync(request, host.Options.MaxDeliveryBytes, signature,
            cancellationToken);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        if (!signature.IsValid())
        {
            return Unsigned();
        }

        return DeliveryForm.Payload(request.ContentType, body.ToArray()) is { } payload
            ? await TakeAsync(host, request.Headers["X-GitHub-Event"], request.Headers["X-GitHub-Delivery"], payload, durable, cancellationToken)
            : Problems.Fields([new FieldProblem("payload", null, "is missing from the form", "payload=JSON, as GitHub sends it, or content type application/json")]);
    }

    private static IEnumerable<string> SecretsOf(GitHubOptions host) =>
        host.PreviousWebhookSecret is { Length: > 0 } previous ? [host.WebhookSecret!, previous] : [host.WebhookSecret!];

    private IResult Unsigned()
    {
        WebhookLog.Unsigned(logger);
        Count("refused");
        return Problems.Unauthorized();
    }

    private async Task<IResult> TakeAsync(
        WebhookHost host, string? name, string? delivery, byte[] body, DurableTaskClient durable,
            CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(name) || string.IsNullOrEmpty(delivery))
        {
            return Problems.Fields(
                [new FieldProblem("headers", null, "are missing", "X-GitHub-Event and X-GitHub-Delivery")]);
        }

        var decision = WebhookReader.Read(name, body, new WebhookSource(host.Name, host.Options.ForkLabel, host.Options.IsApp));
        if (decision.Problems.Count > 0)
        {
            return Problems.Fields(decision.Problems);
        }

        var claim = new RunClaim(host.Name is null ? "github" : $"github:{host.Name}", delivery);
        if (decision.Command is { } command)
        {
            await inbox.TakeAsync(durable, command, claim, cancellationToken);
            Count("asked");
            WebhookLog.Asked(logger, delivery, name, command.Kind, command.Sender);
            return Results.Accepted();
        }

        if (decision.Trigger is not { } trigger)
        {
            Count("ignored");
            WebhookLog.Ignored(logger, delivery, name, decision.Ignored!);
            return Results.NoContent();
        }

        var start = new RunStart(trigger, RunStarter.PlaceholderName(decision.PullRequest!), PlanText: null)
        {
            PullRequest = decision.PullRequest,
            By = Caller.OfWebhook(decision.Sender ?? claim.Source),
        };
        string runId = await inbox.TakeAsync(durable, start, claim, cancellationToken);
        Count("started");
        WebhookLog.Started(logger, delivery, name, runId);
        return RunAccepted.Result(runId, links);
    }

    private static void Count(string decision) => ServiceTelemetry.Deliveries.Add(1, new KeyValuePair<string, object?>("perf.decision", decision));
}
