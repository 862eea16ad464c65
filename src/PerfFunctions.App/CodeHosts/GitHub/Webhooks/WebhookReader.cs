using System.Text.Json;
using PerfFunctions.Api;
using PerfFunctions.App.Http;

namespace PerfFunctions.App.CodeHosts.GitHub.Webhooks;

/// <summary>Reads deliveries: which of them start a run, and of what. Makes no calls.</summary>
public static class WebhookReader
{
    /// <summary>What a delivery comes to.</summary>
    /// <param name="name">Value of <c>X-GitHub-Event</c>.</param>
    /// <param name="body">The body, its signature verified.</param>
    /// <param name="from">The host that it comes from.</param>
    public static WebhookDecision Read(string name, ReadOnlySpan<byte> body, WebhookSource from)
    {
        if (name is not ("pull_request" or "deployment_status" or "check_run" or "check_suite" or "issue_comment" or "merge_group"))
        {
            return WebhookDecision.Ignore("this event does not start runs");
        }

        // A plain repository webhook also receives other apps' checks.
        if (!from.IsApp && name is ("check_run" or "check_suite"))
        {
            return WebhookDecision.Ignore("the service creates check runs only as a GitHub App");
        }

        try
        {
            var delivery = WebhookEvent.Read(body, from);
            WebhookDecision decision = name switch
            {
                "pull_request" => PullRequest(delivery, from.ForkLabel),
                "deployment_status" => Deployment(delivery),
                "check_run" => CommandReader.CheckRun(delivery),
                "check_suite" => CommandReader.CheckSuite(delivery),
                "merge_group" => MergeGroup(delivery),
                _ => CommandReader.Comment(delivery),
            };
            return decision with { Sender = delivery.Sender?.Login };
        }
        catch (JsonException e)
        {
            return WebhookDecision.Refuse(new FieldProblem(
                "body", null, $"is not the JSON of a {name} event: {e.Message}", "a GitHub delivery with content type application/json"));
        }
    }

    private static WebhookDecision PullRequest(WebhookEvent delivery, string forkLabel)
    {
        bool isLabel = delivery.Action == "labeled" && delivery.Label?.Name == forkLabel;
        if (!isLabel && delivery.Action is not ("opened" or "synchronize" or "reopened" or "ready_for_review"))
        {
            return WebhookDecision.Ignore($"a pull request with action '{delivery.Action}' has nothing new to measure");
        }

        WebhookPullRequest? pull = delivery.PullRequest;
        if (pull is { Draft: true })
        {
            return WebhookDecision.Ignore("the pull request is a draft");
        }

        bool isFork = pull?.Base?.Repo?.FullName is { } home &&
            !string.Equals(home, pull.Head?.Repo?.FullName, StringComparison.OrdinalIgnoreCase);
        return isFork == isLabel ? Head(delivery, isFork)
            : isFork ? WebhookDecision.Ignore($"the pull request comes from a fork, which is not measured without the label '{forkLabel}'")
            : WebhookDecision.Ignore("the label applies to forks, and this pull request is not from a fork");
    }

    private static WebhookDecision Head(WebhookEvent delivery, bool isFork)
    {
        WebhookPullRequest? pull = delivery.PullRequest;
        FieldProblem?[] problems =
        [
            WebhookFields.Sha("pull_request.head.sha", pull?.Head?.Sha),
            WebhookFields.Sha("pull_request.base.sha", pull?.Base?.Sha),
            pull?.Base?.Repo?.FullName is null ? WebhookFields.Missing("pull_request.base.repo.full_name") : null,
            pull?.Number > 0 ? null : WebhookFields.Missing("pull_request.number"),
        ];
        return WebhookFields.Decide(delivery, problems, where =>
        {
            PullRequestContext context = where with
            {
                HeadSha = pull!.Head!.Sha!,
                BaseSha = pull.Base!.Sha,
                Number = pull.Number,
                Branch = pull.Head.Ref,
                IsFork = isFork,
                ChangedAt = pull.UpdatedAt,
            };
            return isFork ? CommandReader.Label(delivery, context) : WebhookDecision.Run(RunTrigger.PullRequest, context);
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
            return WebhookDecision.Ignore("the deployment has no environment URL to test");
        }

        return WebhookFields.Decide(
            delivery,
            [WebhookFields.Sha("deployment.sha", delivery.Deployment?.Sha), HttpAddress.Problem("deployment_status.environment_url", address)],
            where => WebhookDecision.Run(
                RunTrigger.Deployment,
                where with
                {
                    HeadSha = delivery.Deployment!.Sha!,
                    Branch = delivery.Deployment.Ref,
                    DeploymentUrl = address,
                    Environment = delivery.Deployment.Environment,
                    ChangedAt = delivery.Deployment.CreatedAt,
                }));
    }

    private static WebhookDecision MergeGroup(WebhookEvent delivery) => delivery.Action != "checks_requested"
        ? WebhookDecision.Ignore($"a merge group with action '{delivery.Action}' needs no checks")
        : WebhookFields.Decide(
            delivery,
            [
                WebhookFields.Sha("merge_group.head_sha", delivery.MergeGroup?.HeadSha),
                WebhookFields.Sha("merge_group.base_sha", delivery.MergeGroup?.BaseSha),
            ],
            where => WebhookDecision.Run(
                RunTrigger.MergeQueue,
                where with
                {
                    HeadSha = delivery.MergeGroup!.HeadSha!,
                    BaseSha = delivery.MergeGroup.BaseSha,
                    Branch = delivery.MergeGroup.HeadRef?.Replace("refs/heads/", "", StringComparison.Ordinal),
                }));
}
