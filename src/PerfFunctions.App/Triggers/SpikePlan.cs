using System.Globalization;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Units;

namespace PerfFunctions.App.Triggers;

/// <summary>The plan of a spike: a tenth of the rate, a jump in two seconds, the spike, the fall, and time to recover.</summary>
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
            problems.Add(new FieldProblem("rate", spike?.Rate, "is no rate of a spike", $"{Rates.Allowed}, at most {PlanLimits.RateOrUsers}/s"));
        }

        if (!Durations.TryParse(spike?.For ?? "", out TimeSpan length) || length <= TimeSpan.Zero || length > PlanLimits.ScenarioLength)
        {
            problems.Add(new FieldProblem("for", spike?.For, "is no length of a spike", $"{Durations.Allowed}, at most {Durations.Format(PlanLimits.ScenarioLength)}"));
        }

        return problems;
    }

    /// <summary>The plan file of a spike that has no problems. It asks of the target to answer, within a second, nearly always.</summary>
    public static string Text(SpikeRequest spike)
    {
        var target = new Uri(spike.Target!);
        double rate = Rates.TryParse(spike.Rate!, out double parsed) ? parsed : throw new ArgumentException("The request has problems.", nameof(spike));
        string rest = Number(Math.Max(1, rate * RestShare));
        string top = Number(rate);
        return $$"""
            version: 1
            name: {{Name}}
            target: {{target.GetLeftPart(UriPartial.Authority)}}
            load:
              spike:
                arrivals:
                  - { rate: {{rest}}/s, for: {{Rest}} }
                  - { from: {{rest}}/s, to: {{top}}/s, over: {{Jump}} }
                  - { rate: {{top}}/s, for: {{spike.For}} }
                  - { from: {{top}}/s, to: {{rest}}/s, over: {{Jump}} }
                  - { rate: {{rest}}/s, for: {{Rest}} }
                flow:
                  - get: '{{target.PathAndQuery.Replace("'", "''", StringComparison.Ordinal).Replace("${", "$${", StringComparison.Ordinal)}}'
            budgets:
              - spike.errors < 1%
              - spike.latency.p95 < 1s
              - spike.dropped < 1%
            """;
    }

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
