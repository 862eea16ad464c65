using System.Text.Json.Nodes;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Files;

namespace PerfFunctions.App.CodeHosts.AzureDevOps;

/// <summary>Plans in Azure Repos, read at the target branch's commit.</summary>
internal sealed class AzureDevOpsPlans(AzureDevOpsClient client, AzureDevOpsOptions options) : IPlanFiles
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> ListAsync(PullRequestContext of, CancellationToken cancellationToken)
    {
        bool isSingle = await FindAsync(of with { PlanPath = options.PlanPath }, cancellationToken) is not null;
        string folder = PlanPaths.FolderOf(options.PlanPath);
        JsonObject? listed = await client.FindAsync(
            of, $"items?scopePath={Escape($"/{folder}")}&recursionLevel=oneLevel{At(of)}", cancellationToken);
        IEnumerable<string> several = ((listed?["value"] as JsonArray) ?? [])
            .Where(item => (bool?)item?["isFolder"] != true).Select(item => ((string?)item?["path"] ?? "").TrimStart('/'));
        return PlanPaths.Of(isSingle ? options.PlanPath : null, several);
    }

    /// <inheritdoc />
    public async Task<string?> FindAsync(PullRequestContext of, CancellationToken cancellationToken)
    {
        string path = of.PlanPath ?? options.PlanPath;
        JsonObject? item = await client.FindAsync(of, $"items?path={Escape($"/{path}")}&includeContent=true&$format=json{At(of)}", cancellationToken);
        string? text = item is null ? null : (string?)item["content"] ?? throw new CodeHostCallException($"{path} was not returned as text.");

        // One character more than is allowed is enough for the plan's parser to say that it is too large.
        return text?[..Math.Min(text.Length, PlanLimits.FileBytes + 1)];
    }

    /// <inheritdoc />
    public async Task<PlanFile?> FindFileAsync(PullRequestContext of, string path, CancellationToken cancellationToken)
    {
        string whole = Escape($"/{PlanFilePath.Beside(of.PlanPath ?? options.PlanPath, path)}");
        JsonObject? item = await client.FindAsync(of, $"items?path={whole}&$format=json{At(of)}", cancellationToken);
        if (item is null || (bool?)item["isFolder"] == true)
        {
            return null;
        }

        if ((bool?)item["isSymLink"] == true)
        {
            return PlanFile.Linked(path);
        }

        byte[]? content = await client.FindBytesAsync(
            of, $"items?path={whole}&download=true{At(of)}", PlanFileLimits.FileBytes, cancellationToken);
        return content is null ? null : PlanFile.Of(path, content);
    }

    private static string At(PullRequestContext of) => of.BaseSha is { } commit
        ? $"&versionDescriptor.versionType=commit&versionDescriptor.version={commit}"
        : "";

    private static string Escape(string value) => Uri.EscapeDataString(value);
}
