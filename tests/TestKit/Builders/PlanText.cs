using System.Text;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading;
using Xunit;

namespace PerfFunctions.TestKit.Builders;

/// <summary>Builds small plans around the part a test is about, and reads them.</summary>
public static class PlanText
{
    /// <summary>A plan with one scenario whose flow is the given lines, from line 7.</summary>
    public static string WithFlow(string flow, string variables = "{}") => $$"""
        version: 1
        name: p
        load:
          s:
            arrivals: { rate: 1/s, for: 1s }
            variables: {{variables}}
            flow:
        {{Indent(flow, 6)}}
        """;

    /// <summary>A plan whose flow begins with a script, from line 9.</summary>
    public static string WithScript(string script, string? functions = null, IEnumerable<string>? variables = null) =>
        WithFlow($"- script: |\n{Indent(script, 4)}\n- get: /", $"{{ {string.Join(", ", (variables ?? []).Select(v => $"{v}: 0"))} }}") +
        (functions is null ? "" : $"\nfunctions: |\n{Indent(functions, 2)}");

    /// <summary>A plan with one scenario of the given model, on line 5.</summary>
    public static string WithModel(string model) => $$"""
        version: 1
        name: p
        load:
          s:
        {{Indent(model, 4)}}
            flow: [ { get: / } ]
        """;

    /// <summary>A plan with one page and the given lines at the top level, from line 4.</summary>
    public static string With(string lines) => $$"""
        version: 1
        name: p
        pages: { home: { path: / } }
        {{lines}}
        """;

    /// <summary>Files beside a plan.</summary>
    public static PlanFiles Files(params (string Path, string Text)[] files) =>
        new(files.Select(f => PlanFile.Of(f.Path, Encoding.UTF8.GetBytes(f.Text))));

    public static PerfPlan Valid(string text, PlanFiles? files = null)
    {
        PlanParseResult result = PlanParser.Parse(text, files: files);
        Assert.True(result.IsValid, string.Join('\n', result.Problems));
        Assert.Empty(result.Problems);
        return result.Plan;
    }

    public static PlanProblem OneProblem(string text, PlanFiles? files = null)
    {
        PlanParseResult result = PlanParser.Parse(text, files: files);
        Assert.Null(result.Plan);
        Assert.True(result.Problems.Count == 1, string.Join('\n', result.Problems));
        return result.Problems[0];
    }

    private static string Indent(string lines, int by) =>
        string.Join('\n', lines.Split('\n').Select(l => new string(' ', by) + l));
}
