using System.Globalization;
using PerfFunctions.Engine.Capacity;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Units;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Engine.Aggregation;

/// <summary>What a reader must know about how a scenario was measured, one sentence each.</summary>
internal static class ScenarioNotes
{
    /// <summary>The notes, those about the measurement first.</summary>
    /// <param name="scenario">What it came to.</param>
    /// <param name="plan">What was asked.</param>
    /// <param name="until">The scenario's own condition, when it became true.</param>
    public static IEnumerable<string> Of(ScenarioSummary scenario, Scenario plan, ConditionHit? until) =>
    [
        .. BrokenIterations.NoteOf(scenario) is { } broken ? (string[])[$"{scenario.Name}: {broken}"] : [],
        .. Span(scenario, plan, until),
        .. Delivery(scenario),
        .. Resources(scenario),
        .. Times(scenario),
        .. Concurrency(scenario, plan),
        .. Carriage(scenario, plan),
        .. ErrorAdvice.Of(scenario.Name, scenario.Errors),
    ];

    /// <summary>Whether requests were not sent because of where they would have gone: no budget need look at them, and the run is not good.</summary>
    public static bool IsRefused(ScenarioSummary scenario) =>
        scenario.Errors.Keys.Any(kind => kind.Contains(AddressRefusedException.Prefix, StringComparison.Ordinal));

    private static IEnumerable<string> Span(ScenarioSummary scenario, Scenario plan, ConditionHit? until)
    {
        if (scenario.WarmupSeconds > 0)
        {
            yield return $"{scenario.Name}: warm-up of {Durations.Format(TimeSpan.FromSeconds(scenario.WarmupSeconds))} is excluded from all results except the arrivals.";
        }

        if (!plan.Http.VerifiesCertificate)
        {
            yield return $"{scenario.Name}: certificates were not checked (tls: {{ verify: off }}).";
        }

        if (until is not null)
        {
            MetricUnit unit = MetricCatalog.Find(MetricKind.Load, plan.Until!.Metric.Metric)?.Unit ?? MetricUnit.Score;
            yield return $"{scenario.Name}: ended after {Durations.Format(TimeSpan.FromSeconds(until.Second + 1))}, when '{until.Expression}' became true ({MetricFormat.Format(unit, until.Value)}).";
        }

        if (scenario.Breakpoint is { } breakpoint)
        {
            yield return $"{scenario.Name}: {breakpoint.Words}";
        }
    }

    private static IEnumerable<string> Delivery(ScenarioSummary scenario)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        IntervalCounts counts = scenario.Delivery;
        if (scenario.Planned > 0)
        {
            double share = 100.0 * counts.Started / scenario.Planned;
            yield return string.Create(invariant,
                $"{scenario.Name}: {counts.Started} of {scenario.Planned} planned arrivals started ({share:0.##} %), {counts.Sent} requests sent.");
        }

        if (counts.Dropped > 0)
        {
            yield return string.Create(invariant,
                $"{scenario.Name}: {counts.Dropped} arrivals were dropped, because the limit of iterations in flight was reached; their latency is not measured and would have been higher than shown.");
        }

        if (counts.Resent > 0)
        {
            yield return string.Create(invariant,
                $"{scenario.Name}: {counts.Resent} requests were sent again, because the target closed a keep-alive connection while they were sent; it may have received them twice.");
        }

        if (counts.Redirected > 0)
        {
            yield return string.Create(invariant,
                $"{scenario.Name}: {counts.Redirected} requests received a redirect, which counts as success; follow redirects with 'http: {{ redirects: follow }}', or set the expected status with 'expect: {{ status: … }}'.");
        }

        if (counts.Late > 0)
        {
            yield return string.Create(invariant,
                $"{scenario.Name}: {counts.Late} of {counts.Started} iterations started more than {GeneratorLimits.Late.TotalMilliseconds} ms late.");
        }
    }

    private static IEnumerable<string> Resources(ScenarioSummary scenario)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        IntervalCounts counts = scenario.Delivery;
        if (counts.Skipped > 0)
        {
            yield return string.Create(invariant,
                $"{scenario.Name}: {counts.Skipped} resources were not loaded, because their hosts are not verified targets; add hosts of yours with 'resources: {{ hosts: [ … ] }}'.");
        }

        if (counts.Incomplete > 0)
        {
            yield return string.Create(invariant,
                $"{scenario.Name}: {counts.Incomplete} pages were loaded without some of their resources, because they embed more than 'max' of 'resources', or cannot be read.");
        }

        if (counts.Cached > 0)
        {
            yield return string.Create(invariant,
                $"{scenario.Name}: {counts.Cached} requests were answered by the users' caches and not sent; no other figure counts them.");
        }
    }

    private static IEnumerable<string> Carriage(ScenarioSummary scenario, Scenario plan)
    {
        if (scenario.Transports.HasFlag(Transports.Platform))
        {
            string reason = plan.Http switch
            {
                { Version: HttpProtocol.Http3 } => "HTTP/3",
                { Proxy: not null } => "through a proxy",
                _ => "on a machine without epoll or OpenSSL 3",
            };
            yield return $"{scenario.Name}: requests were sent by .NET's HTTP client ({reason}), which takes several times the CPU " +
                $"of the generator's own transport{(plan.Http.MaxStreams is null ? "" : ", and sets no limit of streams")}.";
        }
    }

    // Users wait outside of their iterations when they are paced, and do some steps before their first one.
    private static IEnumerable<string> Concurrency(ScenarioSummary scenario, Scenario plan)
    {
        if (LittlesLaw.NoteOf(scenario, plan.Pace is not null || plan.Once.Count > 0) is { } note)
        {
            yield return $"{scenario.Name}: {note}";
        }
    }

    private static IEnumerable<string> Times(ScenarioSummary scenario)
    {
        if (scenario.LeftOut is { } leftOut)
        {
            yield return $"{scenario.Name}: latency of {leftOut}.";
        }

        if (QueuedNote.Of(scenario) is { } remark)
        {
            yield return $"{scenario.Name}: {remark}";
        }
    }
}
