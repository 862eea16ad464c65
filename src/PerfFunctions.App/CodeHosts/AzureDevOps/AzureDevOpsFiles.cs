using System.Text.Json.Nodes;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.App.CodeHosts.AzureDevOps;

/// <summary>Reads plans at the target branch's commit, and which files a pull request changes.</summary>
internal sealed class AzureDevOpsFiles(AzureDevOpsClient client, AzureDevOpsIterations iterations, AzureDevOpsOptions options)
{
    private const int MaxPlans = 20;
    private const int PageSize = 1_000;
    private const int MaxFiles = 3_000;

    /// <summary>The plan file, then those of the folder of the same name.</summary>
    public async Task<IReadOnlyList<string>> ListPlansAsync(PullRequestContext of, CancellationToken cancellationToken)
    {
        bool isSingle = await FindPlanAsync(of with { PlanPath = options.PlanPath }, cancellationToken) is not null;
        string folder = options.PlanPath[..^Path.GetExtension(options.PlanPath).Length];
        JsonObject? listed = await client.FindAsync(
            of, $"items?scopePath={Escape($"/{folder}")}&recursionLevel=oneLevel{At(of)}", cancellationToken);
        IEnumerable<string> several = ((listed?["value"] as JsonArray) ?? [])
            .Where(item => (bool?)item?["isFolder"] != true).Select(item => ((string?)item?["path"] ?? "").TrimStart('/'))
            .Where(path => Path.GetExtension(path) is ".yml" or ".yaml").Order(StringComparer.Ordinal);
        return [.. (isSingle ? several.Prepend(options.PlanPath) : several).Take(MaxPlans)];
    }

    /// <summary>The text of the plan; null when there is none.</summary>
    public async Task<string?> FindPlanAsync(PullRequestContext of, CancellationToken cancellationToken)
    {
        string path = of.PlanPath ?? options.PlanPath;
        JsonObject? item = await client.FindAsync(of, $"items?path={Escape($"/{path}")}&includeContent=true&$format=json{At(of)}", cancellationToken);
        string? text = item is null ? null : (string?)item["content"] ?? throw new CodeHostCallException($"{path} was not returned as text.");

        // One character more than is allowed is enough for the plan's parser to say that it is too large.
        return text?[..Math.Min(text.Length, PlanLimits.FileBytes + 1)];
    }

    /// <summary>Paths of all changed files, including old names of renamed ones; null if they are unknown.</summary>
    public async Task<IReadOnlyCollection<string>?> ListChangedAsync(PullRequestContext of, CancellationToken cancellationToken)
    {
        if (await iterations.FindAsync(of, cancellationToken) is not { } iteration)
        {
            return null;
        }

        List<string> paths = [];
        for (int skip = 0; skip < MaxFiles;)
        {
            JsonObject? page = await client.FindAsync(
                of, $"pullRequests/{of.Number}/iterations/{iteration}/changes?$top={PageSize}&$skip={skip}", cancellationToken);
            if (page?["changeEntries"] is not JsonArray entries)
            {
                return null;
            }

            paths.AddRange(entries
                .SelectMany(e => new[] { (string?)e?["item"]?["path"], (string?)e?["originalPath"] })
                .OfType<string>().Select(path => path.TrimStart('/')));
            if ((int?)page["nextTop"] is null or 0 || (int?)page["nextSkip"] is not { } next || next <= skip)
            {
                return paths;
            }

            skip = next;
        }

        return null;
    }

    private static string At(PullRequestContext of) => of.BaseSha is { } commit
        ? $"&versionDescriptor.versionType=commit&versionDescriptor.version={commit}"
        : "";

    private static string Escape(string value) => Uri.EscapeDataString(value);
}
