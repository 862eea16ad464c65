using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.TestKit;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Load.Tests.K6;

/// <summary>Runs a script's default function against a server.</summary>
internal static class K6Driver
{
    public const string File = "script.js";

    public static async Task<K6Outcome> RunAsync(
        string script, string model, int shards = 1, (string Path, string Text)? file = null, Dictionary<string, string>? secrets = null,
        IReadOnlyList<string>? tags = null)
    {
        await using var target = await ProtocolTarget.StartAsync();
        LoadDriver driver = new() { Shards = shards, Secrets = secrets ?? [] };
        return (await RunAsync(script, model, target.Address, driver, file, tags)) with { Received = [.. target.Received] };
    }

    /// <summary>Runs one against a server of its own.</summary>
    public static async Task<K6Outcome> RunAsync(
        string script, string model, Uri address, LoadDriver? driver = null, (string Path, string Text)? file = null, IReadOnlyList<string>? tags = null,
        IReadOnlyList<string>? metrics = null)
    {
        PlanParseResult parsed = PlanParser.Parse(
            $$"""
            version: 1
            name: scripted
            k6: { file: {{File}}, {{(file is { } named ? $"files: [ {named.Path} ], " : "")}}{{Names("tags", tags)}}{{Names("metrics", metrics)}}env: { BASE_URL: '${target}' } }
            load:
              browse:
                {{model}}
                flow: [ { k6: default } ]
            """,
            PlanSettings.None,
            PlanText.Files([(File, script), .. file is { } more ? [more] : Array.Empty<(string, string)>()]));
        Assert.True(parsed.IsValid, string.Join('\n', parsed.Problems));
        return new K6Outcome(await (driver ?? new LoadDriver()).RunAsync(parsed.Plan!, address), []);
    }

    private static string Names(string of, IReadOnlyList<string>? names) =>
        names is null ? "" : $"names: {{ {of}: [ {string.Join(", ", names.Select(t => $"'{t}'"))} ] }}, ";
}

/// <summary>What a script came to.</summary>
internal sealed record K6Outcome(LoadResult Result, IReadOnlyList<ReceivedRequest> Received)
{
    public IReadOnlyDictionary<string, long> Errors(string key) => Series(key).Errors;

    public (long Completed, long Failed) Counts(string key) => (Series(key).Counts.Completed, Series(key).Counts.Failed);

    public double Read(string metric, string aggregate)
    {
        MetricReading reading = new SummaryReader(Result.Summary).Read(new MetricReference("browse", metric, aggregate));
        return reading.Value ?? throw new InvalidOperationException(reading.Missing);
    }

    private SeriesSummary Series(string key) => Result.Only.Series.Single(s => s.Key == key);
}
