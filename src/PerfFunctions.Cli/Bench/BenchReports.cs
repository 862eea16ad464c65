using System.Text.Json;
using PerfFunctions.Cli.Output;
using PerfFunctions.Engine.Text;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Junit;
using PerfFunctions.Reports.Markdown;

namespace PerfFunctions.Cli.Bench;

/// <summary>Writes the verdict on benchmarks to files, in the formats of reports.</summary>
internal static class BenchReports
{
    private static readonly string[] Formats = [".md", ".json", ".xml"];

    /// <summary>Refuses files whose names do not say their format, before anything is measured by them.</summary>
    /// <exception cref="CliException">A name has another ending.</exception>
    public static void Check(IReadOnlyList<string> files)
    {
        string[] wrong = [.. files.Where(file => !Formats.Contains(Path.GetExtension(file)))];
        if (wrong.Length > 0)
        {
            throw new CliException(string.Join(
                '\n', wrong.Select(file => $"--out is '{file}'; allowed: a file whose name ends in .md, .json or .xml (JUnit).")));
        }
    }

    /// <summary>Writes each file.</summary>
    public static async Task WriteAsync(
        IReadOnlyList<string> files, Verdict verdict, string results, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var report = new RunReport
        {
            RunId = verdict.RunId,
            Plan = verdict.RunId,
            Trigger = "bench",
            Target = results,
            CreatedAt = now,
            FinishedAt = now,
            Verdict = verdict,
            ReportUrl = "",
        };
        foreach (string file in files)
        {
            string text = Path.GetExtension(file) switch
            {
                ".md" => MarkdownReport.Render(report),
                ".xml" => JunitReport.Render(report),
                _ => JsonSerializer.Serialize(verdict, PerfJson.Options),
            };
            await File.WriteAllTextAsync(file, text, cancellationToken);
        }
    }
}
