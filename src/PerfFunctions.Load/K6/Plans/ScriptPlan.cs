using System.Text;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Engine.Plans.Reading.K6;

namespace PerfFunctions.Load.K6.Plans;

/// <summary>The plan that a k6 script becomes.</summary>
/// <param name="Source">The plan, with the script and the files that it opens beside it; null when there are problems.</param>
/// <param name="Problems">Why it cannot be run, all reasons.</param>
public sealed record ScriptPlan(PlanSource? Source, IReadOnlyList<K6Problem> Problems)
{
    // Scripts of which the address is not known yet are read with this one, which leads nowhere.
    private static readonly Uri Nowhere = new("https://target.invalid");

    /// <summary>The script, with the address under test in its environment; null where its text has mistakes.</summary>
    public K6Script? Script { get; init; }

    /// <summary>What its options say; null where its text has mistakes.</summary>
    public K6Plan? Options { get; init; }

    /// <summary>Makes it. The init code of the script runs, in a sandbox and without a network, for at most 5 s.</summary>
    /// <param name="given">The script.</param>
    /// <param name="files">Files that it opens.</param>
    /// <param name="time">Clock.</param>
    public static ScriptPlan Of(ScriptText given, IScriptFiles files, TimeProvider time)
    {
        if (K6Reader.Parse(given.Text, given.Path, given.Environment, out IReadOnlyList<K6Problem> problems) is not { } script)
        {
            return new ScriptPlan(null, K6Problem.Listed(problems));
        }

        bool isAddressOfRun = (given.Target is not null || given.IsOpen) && script.ReadsBaseUrl && !given.Environment.ContainsKey(K6Script.BaseUrl);
        if (isAddressOfRun)
        {
            script = script with { Environment = new Dictionary<string, string>(script.Environment) { [K6Script.BaseUrl] = K6Script.Target } };
        }

        Uri at = Uri.TryCreate(given.Target, UriKind.Absolute, out Uri? known) ? known : Nowhere;
        var options = K6Plan.Of(given.Name, script, given.Overrides, given.IsOpen ? null : given.Target, time, files.Open, at);
        K6Problem[] all = files.Refusal is { } refusal ? [new K6Problem(given.Path, 0, refusal)] : [.. options.Problems];
        PlanFiles beside = new([PlanFile.Of(given.Path, Encoding.UTF8.GetBytes(given.Text)), .. files.Opened]);
        return new ScriptPlan(all.Length > 0 ? null : new PlanSource(options.Text, beside), K6Problem.Listed(all)) { Script = script.At(at), Options = options };
    }
}
