using System.Globalization;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Objectives;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading.Objectives;

/// <summary>Declares a journey of the objectives.</summary>
internal static class JourneyKeys
{
    private const string MetricsAllowed = "limits by metric, as budgets name them, such as lcp.p75: 2.5s";

    /// <summary>Limits of response times by percentile.</summary>
    public static readonly MapGrammar<IReadOnlyList<LatencyObjective>> Latency = DeclareLatency();

    /// <summary>A journey. What measures it is left to <see cref="ObjectivesReader"/>.</summary>
    public static readonly MapGrammar<Journey> Map = new(
        "objective", "Journey", "A user journey with its targets, of which it needs at least one.",
        rule: new KeyNeed("the journey has no target", "availability", "latency", "metrics", "throughput", "users"))
    {
        {
            "of", AnyText(ObjectiveSubject.Allowed),
            "What measures it: a scenario, one of its requests or groups, or a page, as budgets name it; by default the journey's name.",
            (j, v) => j with { Subject = v.Trim() }
        },
        {
            "availability", Of(Ref("share"), ReadAvailability), "Share of requests that must not fail; errors are budgeted for the rest.",
            (j, v) => j with { Availability = v }
        },
        {
            "latency", ValueGrammars.Map(Latency, []), "Limits of the response time by percentile.", (j, v) => j with { Latency = v }
        },
        {
            "metrics", Of(Entries(PlanLimits.JourneyMetrics, Ref("text")), ReadMetrics),
            "Limits of any other metrics, as budgets name them, such as lcp.p75: 2.5s of a page.", (j, v) => j with { Metrics = v }
        },
        {
            "throughput", Of(Ref("rate"), ReadThroughput), "Requests per second at the busiest time of an ordinary day.",
            (j, v) => j with { Throughput = v }
        },
        {
            "users", Whole(1, PlanLimits.RateOrUsers), "Users at once at that time; no budget derives from it.",
            (j, v) => j with { Users = v }
        },
        {
            "window", Days(PlanLimits.WindowDays) with { Default = "28d" }, "Days over which the availability holds.",
            (j, v) => j with { Window = v }
        },
    };

    private static MapGrammar<IReadOnlyList<LatencyObjective>> DeclareLatency()
    {
        MapGrammar<IReadOnlyList<LatencyObjective>> map = new("latencyObjective", "Latency objective", empty: "there is no percentile");
        foreach (string percentile in MetricCatalog.Find(MetricKind.Load, LoadMetric.Latency)!.Aggregates.Where(a => a[0] == 'p'))
        {
            double number = double.Parse(percentile.AsSpan(1), CultureInfo.InvariantCulture);
            map.Add(
                percentile, Duration(PlanLimits.StepLength), $"{percentile[1..]} % of the responses must be faster than this.",
                (limits, limit) => [.. limits, new LatencyObjective(number, limit)]);
        }

        return map;
    }

    private static double? ReadAvailability(Field field)
    {
        double? share = field.Share();
        if (share is 0 or 1)
        {
            field.Refuse(share is 1 ? "no error budget would be left" : "nothing would be required", "more than 0% and less than 100%");
            return null;
        }

        return share;
    }

    private static double? ReadThroughput(Field field)
    {
        double? rate = field.Rate();
        if (rate is 0)
        {
            field.Refuse("nothing would be required", "a rate above 0/s");
            return null;
        }

        return rate;
    }

    private static MetricObjective[]? ReadMetrics(Field field)
    {
        if (field.Entries(PlanLimits.JourneyMetrics, MetricsAllowed) is not { } entries)
        {
            return null;
        }

        if (entries.Count == 0)
        {
            field.Refuse("there are no metrics", MetricsAllowed);
        }

        return
        [
            .. from entry in entries
               let limit = entry.Value.Text("a limit with its unit, such as 2.5s", PlanLimits.TextLength)
               where limit is not null
               select new MetricObjective(entry.Name, limit!.Trim()),
        ];
    }
}
