using System.Text;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Plans;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Plans.Reading.K6;
using PerfFunctions.Load.K6.Plans;

namespace PerfFunctions.App.PullRequests;

/// <summary>k6 scripts of a repository that are plans, at the commit that plans are read at.</summary>
public sealed class RepositoryScripts(ICodeHosts hosts, RepositoryFiles files, ScriptPlans scripts)
{
    /// <summary>Those of the files that are plans, in the same order: all but the scripts that belong to another plan.</summary>
    /// <param name="of">The repository and commit.</param>
    /// <param name="paths">Paths of the files.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<string>> ChooseAsync(PullRequestContext of, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        if (!paths.Any(PlanPaths.IsScript))
        {
            return paths;
        }

        Dictionary<string, string?> texts = [];
        HashSet<string> named = [];
        foreach (string path in paths)
        {
            PullRequestContext at = of with { PlanPath = path };
            if (PlanPaths.IsScript(path))
            {
                texts[path] = await FindAsync(at, cancellationToken) is { Content: { } content } ? Encoding.UTF8.GetString(content) : null;
            }
            else if (await hosts.Of(of).Plans.FindAsync(at, cancellationToken) is { } text)
            {
                named.UnionWith(PlanParser.Parse(text, PlanSettings.Open).Files.Select(f => PlanFilePath.Beside(path, f.Path)));
            }
        }

        ScriptFolder folder = new(texts, named);
        return [.. paths.Where(path => !PlanPaths.IsScript(path) || folder.IsPlan(path))];
    }

    /// <summary>The plan that a script becomes, or why it cannot be run; null when there is no script.</summary>
    /// <param name="of">Where it is, and the address that a deployment reports.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<RepositoryPlan?> MakeAsync(PullRequestContext of, CancellationToken cancellationToken)
    {
        if (await FindAsync(of, cancellationToken) is not { } file)
        {
            return null;
        }

        string path = of.PlanPath!;
        ScriptText script = new(path, Encoding.UTF8.GetString(file.Content ?? [])) { Target = of.DeploymentUrl, IsOpen = true };
        K6Problem? first = file.Problem is { } problem ? new K6Problem(path, 0, problem) : script.FindUnbundled();
        ScriptPlan made = first is null
            ? await scripts.MakeAsync(script, (opened, stop) => files.ReadAsync(of, opened, stop), cancellationToken)
            : new ScriptPlan(null, [first]);
        return new RepositoryPlan(made.Source?.Text)
        {
            Files = made.Source?.Files,
            Name = script.Name,
            Problems = [.. made.Problems.Select(p => p.File == script.Path ? p with { File = path } : p)],
        };
    }

    private Task<PlanFile?> FindAsync(PullRequestContext of, CancellationToken cancellationToken) =>
        hosts.Of(of).Plans.FindFileAsync(of, Path.GetFileName(of.PlanPath!), cancellationToken);
}
