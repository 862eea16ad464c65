using PerfFunctions.Api;
using PerfFunctions.App.Http;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Units;

namespace PerfFunctions.App.Triggers;

/// <summary>
/// The plan of a spike: a tenth of the rate (but no less than 1/s, where the spike is more), a jump in two seconds, the spike,
/// the fall, and time to recover.
/// </summary>
public static class SpikePlan
{
    /// <summary>Plan name of every spike.</summary>
    public const string Name = "spike";

    /// <summary>A body that is right.</summary>
    public const string Example = """{ "target": "https://shop.example/search", "rate": "200/s", "for": "30s" }""";

    private const double RestShare = 0.1;
    private const string Rest = "5s";
    private const string Jump = "2s";

    /// <summary>Everything that is wrong with a request for a spike; empty when nothing is.</summary>
    public static IReadOnlyList<FieldProblem> Problems(SpikeRequest? spike)
    {
        List<FieldProblem> problems = [];
        if (HttpAddress.Problem("target", spike?.Target) is { } target)
        {
            problems.Add(target);
        }

        if (!Rates.TryParse(spike?.Rate ?? "", out double rate) || rate <= 0 || rate > PlanLimits.RateOrUsers)
        {
            problems.Add(new FieldProblem("rate", spike?.Rate, "is not a valid spike rate", $"{Rates.Allowed}, at most {PlanLimits.RateOrUsers}/s"));
        }

        if (!Durations.TryParse(spike?.For ?? "", out TimeSpan length) || length <= TimeSpan.Zero || length > PlanLimits.ScenarioLength)
        {
            problems.Add(
                new FieldProblem("for", spike?.For, "is not a valid spike duration",
                    $"{Durations.Allowed}, at most {Durations.Format(PlanLimits.ScenarioLength)}"));
        }

        return problems.Count > 0 ? problems : [.. PlanParser.Parse(Text(spike!)).Problems.Select(Of)];
    }

    // What only the plan as a whole shows: too many arrivals, a path that is too long.
    private static FieldProblem Of(PlanProblem problem) =>
        new(problem.Path.EndsWith("get", StringComparison.Ordinal) ? "target" : "rate, for", problem.Value, problem.Message, problem.Allowed);

    /// <summary>The plan file of a spike that has no problems. It asks of the target to answer, within a second, nearly always.</summary>
    public static string Text(SpikeRequest spike)
    {
        var target = new Uri(spike.Target!);
        double rate = Rates.TryParse(spike.Rate!, out double parsed)
            ? parsed
            : throw new ArgumentException("The request is not valid.", nameof(spike));
        string rest = Rates.Format(Math.Min(rate, Math.Max(1, rate * RestShare)));
        string top = Rates.Format(rate);
        return $$"""
            version: 1
            name: {{Name}}
            target: {{target.GetLeftPart(UriPartial.Authority)}}
            load:
              spike:
                arrivals:
                  - { rate: {{rest}}, for: {{Rest}} }
                  - { from: {{rest}}, to: {{top}}, over: {{Jump}} }
                  - { rate: {{top}}, for: {{spike.For}} }
                  - { from: {{top}}, to: {{rest}}, over: {{Jump}} }
                  - { rate: {{rest}}, for: {{Rest}} }
                flow:
                  - get: '{{target.PathAndQuery.Replace("'", "''", StringComparison.Ordinal).Replace("${", "$${", StringComparison.Ordinal)}}'
            budgets:
              - spike.errors < 1%
              - spike.latency.p95 < 1s
              - spike.dropped < 1%
            """;
    }
}
