using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PerfFunctions.Api;
using PerfFunctions.Api.Histograms;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Service;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Load.K6;
using PerfFunctions.Load.K6.Plans;

namespace PerfFunctions.Cli.Scripts;

/// <summary>
/// Calls <c>handleSummary</c> of a script after its run, and writes what it returns. Whatever goes wrong with it changes neither the
/// verdict nor the exit code.
/// </summary>
/// <param name="script">The script.</param>
/// <param name="plan">Its plan.</param>
/// <param name="open">The content of a file by what the script's <c>open()</c> is given; null where there is none.</param>
/// <param name="time">Clock.</param>
internal sealed partial class ScriptSummary(K6Script script, K6Plan plan, Func<string, byte[]?> open, TimeProvider time)
{
    private bool IsCalled => script.Functions.ContainsKey(K6Script.Summary) &&
        !(plan.Options["noSummary"] is JsonValue value && value.TryGetValue(out bool none) && none);

    /// <summary>Does so.</summary>
    /// <param name="client">The service that ran it.</param>
    /// <param name="run">The run, which has ended.</param>
    /// <param name="json">Whether standard output is for a program, which expects the run there and nothing else.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task WriteAsync(ServiceClient client, RunView run, bool json, CancellationToken cancellationToken)
    {
        if (!IsCalled)
        {
            return;
        }

        K6SummaryResult result;
        try
        {
            HistogramsView measured = await client.HistogramsAsync(run.RunId, cancellationToken);
            JsonObject data = new SummaryData(plan, measured, run.Verdict?.Rules ?? []).Write(
                !Console.IsOutputRedirected, !Console.IsErrorRedirected, Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 });
            result = K6Summary.Run(script, data.ToJsonString(), open, time);
        }
        catch (CliException e)
        {
            await Console.Error.WriteLineAsync($"handleSummary is not called: {e.Message}");
            return;
        }

        if (result.Failure is { } failure)
        {
            await Console.Error.WriteLineAsync($"handleSummary failed, so that only the verdict is shown: {failure}");
        }

        await WriteAsync(result.Parts, json ? Console.Error : Console.Out);
    }

    private static async Task WriteAsync(IReadOnlyList<K6SummaryPart> parts, TextWriter output)
    {
        SummaryFiles files = new(Directory.GetCurrentDirectory());
        foreach (K6SummaryPart part in parts)
        {
            if (part.Name is "stdout" or "stderr")
            {
                TextWriter writer = part.Name == "stdout" ? output : Console.Error;
                string text = Shown(Encoding.UTF8.GetString(part.Content));
                await writer.WriteAsync(text.EndsWith('\n') || text.Length == 0 ? text : $"{text}\n");
            }
            else if (files.Write(part.Name, part.Content) is { } problem)
            {
                await Console.Error.WriteLineAsync($"handleSummary: '{Shown(part.Name)}' is not written: {problem}.");
            }
        }
    }

    // Colours are the script's to choose; what else a terminal understands could hide the verdict.
    private static string Shown(string text) => Control().Replace(text, "$1");

    [GeneratedRegex(@"(\x1b\[[0-9;]{0,40}m)|[\x00-\x08\x0b-\x1f\x7f-\x9f]")]
    private static partial Regex Control();
}
