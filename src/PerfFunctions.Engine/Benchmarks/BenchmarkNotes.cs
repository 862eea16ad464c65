using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Benchmarks;

/// <summary>What a reader must know about how benchmarks were measured, one sentence each.</summary>
internal static class BenchmarkNotes
{
    /// <summary>The notes, those about what failed first.</summary>
    public static IReadOnlyList<string> Of(BenchmarkEvaluation evaluation) =>
        [.. Failed(evaluation.Results), .. Debug(evaluation.Results), .. Hosts(evaluation), .. Unmatched(evaluation)];

    private static IEnumerable<string> Failed(BenchmarkSet results) => Listed(
        [.. results.All.Where(b => b.Failed).Select(results.NameOf)],
        "failed, so that it has no statistics", "failed, so that they have no statistics");

    private static IEnumerable<string> Debug(BenchmarkSet results)
    {
        if (results.All.Any(b => b.Host.IsDebug))
        {
            yield return "Benchmarks ran in a debug build or with a debugger: their times are higher than those of a release.";
        }
    }

    private static IEnumerable<string> Hosts(BenchmarkEvaluation evaluation)
    {
        string[] differences =
        [
            .. (from benchmark in evaluation.Results.All
                from before in evaluation.Baseline.SelectMany(set => set.Find(evaluation.Results.NameOf(benchmark)))
                from difference in benchmark.Host.DifferencesFrom(before.Host)
                select difference).Distinct(),
        ];
        if (differences.Length > 0)
        {
            yield return $"The hosts differ: {string.Join("; ", differences)}. " + (evaluation.IgnoreHost
                ? "They are compared nevertheless (--ignore-host)."
                : "Regressions are not decided; measure both on one host, or compare nevertheless with --ignore-host.");
        }
    }

    private static IEnumerable<string> Unmatched(BenchmarkEvaluation evaluation)
    {
        if (evaluation.Baseline.Count == 0)
        {
            return [];
        }

        BenchmarkSet results = evaluation.Results;
        BenchmarkSet baseline = evaluation.Baseline[0];
        return
        [
            .. Listed([.. results.Names.Where(name => baseline.Find(name).Count == 0)], "is not in the baseline", "are not in the baseline"),
            .. Listed([.. baseline.Names.Where(name => results.Find(name).Count == 0)], "is only in the baseline", "are only in the baseline"),
        ];
    }

    private static IEnumerable<string> Listed(string[] names, string one, string many) =>
        names.Length == 0 ? [] : [$"{Spelling.List(names)} {(names.Length == 1 ? one : many)}."];
}
