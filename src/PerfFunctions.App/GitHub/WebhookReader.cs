using System.Text.Json;
using System.Text.RegularExpressions;
using PerfFunctions.App.Storage;
using PerfFunctions.App.Triggers;

namespace PerfFunctions.App.GitHub;

/// <summary>Reads deliveries: which ask for a run, and of what. Calls nobody.</summary>
public static partial class WebhookReader
{
    /// <summary>What a delivery comes to.</summary>
    /// <param name="name">Value of <c>X-GitHub-Event</c>.</param>
    /// <param name="body">The body, its signature verified.</param>
    public static WebhookDecision Read(string name, ReadOnlySpan<byte> body)
    {
        if (name is not ("pull_request" or "deployment_status"))
        {
            return WebhookDecision.Ignore("runs do not follow this event");
        }

        try
        {
            var delivery = WebhookEvent.Read(body);
            return name == "pull_request" ? PullRequest(delivery) : Deployment(delivery);
        }
        catch (JsonException e)
        {
            return WebhookDecision.Refuse(new FieldProblem(
                "body", null, $"is not the JSON of a {name} event: {e.Message}", "a delivery of GitHub, content type application/json"));
        }
    }

    private static WebhookDecision PullRequest(WebhookEvent delivery)
    {
        if (delivery.Action is not ("opened" or "synchronize" or "reopened" or "ready_for_review"))
        {
            return WebhookDecision.Ignore($"a pull request that was {delivery.Action} has nothing new to measure");
        }

        WebhookPullRequest? pull = delivery.PullRequest;
        if (pull is { Draft: true })
        {
            return WebhookDecision.Ignore("the pull request is a draft");
        }

        if (pull?.Base?.Repo?.FullName is { } home && !string.Equals(home, pull.Head?.Repo?.FullName, StringComparison.OrdinalIgnoreCase))
        {
            return WebhookDecision.Ignore("the pull request comes from a fork, whose code is not run unasked");
        }

        return Decide(
            RunTrigger.PullRequest, delivery,
            [
                Sha("pull_request.head.sha", pull?.Head?.Sha),
                Sha("pull_request.base.sha", pull?.Base?.Sha),
                pull?.Base?.Repo?.FullName is null ? Missing("pull_request.base.repo.full_name") : null,
                pull?.Number > 0 ? null : Missing("pull_request.number"),
            ],
            context => context with
            {
                HeadSha = pull!.Head!.Sha!,
                BaseSha = pull.Base!.Sha,
                Number = pull.Number,
                Branch = pull.Head.Ref,
            });
    }

    private static WebhookDecision Deployment(WebhookEvent delivery)
    {
        if (delivery.DeploymentStatus?.State != "success")
        {
            return WebhookDecision.Ignore($"the deployment is in state {delivery.DeploymentStatus?.State}");
        }

        // Not target_url: that is where the deployment's log is, often on GitHub itself, and no place to send load to.
        string? address = delivery.DeploymentStatus.EnvironmentUrl;
        if (string.IsNullOrWhiteSpace(address))
        {
            return WebhookDecision.Ignore("the deployment has no environment address to test");
        }

        return Decide(
            RunTrigger.Deployment, delivery,
            [Sha("deployment.sha", delivery.Deployment?.Sha), HttpAddress.Problem("deployment_status.environment_url", address)],
            context => context with { HeadSha = delivery.Deployment!.Sha!, Branch = delivery.Deployment.Ref, DeploymentUrl = address });
    }

    private static WebhookDecision Decide(
        RunTrigger trigger, WebhookEvent delivery, FieldProblem?[] found, Func<PullRequestContext, PullRequestContext> complete)
    {
        // A plain repository webhook names no installation, and without one nothing can be read or shown.
        if (delivery.Installation is not { Id: > 0 } installation)
        {
            return WebhookDecision.Ignore("the delivery is not one of the GitHub App: it names no installation");
        }

        (string? owner, string? name) = (delivery.Repository?.Owner?.Login, delivery.Repository?.Name);
        FieldProblem?[] names = [Name("repository.owner.login", owner), Name("repository.name", name)];
        FieldProblem[] problems = [.. found.Concat(names).OfType<FieldProblem>()];
        return problems.Length > 0
            ? WebhookDecision.Refuse(problems)
            : WebhookDecision.Run(
                trigger,
                complete(new PullRequestContext { InstallationId = installation.Id, Owner = owner!, Repository = name!, HeadSha = "" }));
    }

    private static FieldProblem? Sha(string field, string? value) =>
        value is not null && ShaForm().IsMatch(value) ? null : new FieldProblem(field, value, "is no commit", "40 hexadecimal digits");

    private static FieldProblem? Name(string field, string? value) =>
        value is not (null or "." or "..") && NameForm().IsMatch(value)
            ? null
            : new FieldProblem(field, value, "is no name on GitHub", "1 to 100 letters, digits, '.', '_' and '-'");

    private static FieldProblem Missing(string field) => new(field, null, "is missing", "as GitHub sends it");

    [GeneratedRegex(@"^[0-9a-fA-F]{40}\z")]
    private static partial Regex ShaForm();

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,100}\z")]
    private static partial Regex NameForm();
}
