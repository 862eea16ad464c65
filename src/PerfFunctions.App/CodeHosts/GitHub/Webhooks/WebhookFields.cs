using System.Text.RegularExpressions;
using PerfFunctions.App.Http;

namespace PerfFunctions.App.CodeHosts.GitHub.Webhooks;

/// <summary>Holds the fields of a delivery against what they must be before anything is done with them.</summary>
internal static partial class WebhookFields
{
    /// <summary>What a delivery comes to whose other fields had these problems.</summary>
    public static WebhookDecision Decide(
        WebhookEvent delivery, FieldProblem?[] found, Func<PullRequestContext, WebhookDecision> decide)
    {
        (string? owner, string? name) = (delivery.Repository?.Owner?.Login, delivery.Repository?.Name);
        FieldProblem?[] names = [Name("repository.owner.login", owner), Name("repository.name", name)];

        // A plain repository webhook names no installation, and without one a GitHub App can neither read nor show anything.
        if (delivery.From.IsApp && delivery.Installation is not { Id: > 0 })
        {
            return WebhookDecision.Ignore("the delivery is not from the GitHub App: it has no installation");
        }

        FieldProblem[] problems = [.. found.Concat(names).OfType<FieldProblem>()];
        return problems.Length > 0
            ? WebhookDecision.Refuse(problems)
            : decide(new PullRequestContext
            {
                Host = delivery.From.Host,
                InstallationId = delivery.From.IsApp ? delivery.Installation!.Id : 0,
                Owner = owner!,
                Repository = name!,
                DefaultBranch = delivery.Repository!.DefaultBranch,
                HeadSha = "",
            });
    }

    /// <summary>A commit.</summary>
    public static FieldProblem? Sha(string field, string? value) =>
        value is not null && ShaForm().IsMatch(value) ? null : new FieldProblem(field, value, "is not a commit", "40 hexadecimal digits");

    /// <summary>A person, or an app, whose name ends in <c>[bot]</c>.</summary>
    public static FieldProblem? Login(string field, string? value) =>
        Name(field, value?.EndsWith("[bot]", StringComparison.Ordinal) == true ? value[..^5] : value);

    /// <summary>A field that is not there.</summary>
    public static FieldProblem Missing(string field) => new(field, null, "is missing", "the field as GitHub sends it");

    private static FieldProblem? Name(string field, string? value) =>
        value is not (null or "." or "..") && NameForm().IsMatch(value)
            ? null
            : new FieldProblem(field, value, "is not a valid name on GitHub", "1 to 100 letters, digits, '.', '_' and '-'");

    [GeneratedRegex(@"^[0-9a-fA-F]{40}\z")]
    private static partial Regex ShaForm();

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,100}\z")]
    private static partial Regex NameForm();
}
