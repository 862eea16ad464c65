using System.Globalization;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.App.Quotas;

/// <summary>What load runs in progress share: so many requests a second and virtual users, at one host and in all.</summary>
internal static class SharedLoad
{
    /// <summary>What a run would be too much for, beside the others. What it would be too much for alone does not pass.</summary>
    /// <param name="run">The run.</param>
    /// <param name="others">The leases of the others.</param>
    /// <param name="quotas">The most.</param>
    public static IEnumerable<PlanProblem> Problems(CheckedRun run, IReadOnlyList<RunLease> others, QuotaOptions quotas)
    {
        LoadPeaks peaks = LoadPeaks.Of(run.Plan);
        foreach ((string what, double own, Func<RunLease, double> of, double atHost, double inAll, string option) in
            new (string, double, Func<RunLease, double>, double, double, string)[]
            {
                ("requests per second", peaks.Requests, l => l.Rate, quotas.Rate, quotas.RateInAll, nameof(quotas.Rate)),
                ("virtual users", peaks.Users, l => l.Users, quotas.Users, quotas.UsersInAll, nameof(quotas.Users)),
            })
        {
            // The quotas of a single plan report what one run alone exceeds.
            if (own > atHost)
            {
                continue;
            }

            foreach (string host in RunLease.HostsOf(run).Select(h => h.Host))
            {
                if (Over(what, own, others.Where(l => l.Hosts.Contains(host)).Sum(of), atHost, $"against '{host}'", option) is { } full)
                {
                    yield return full;
                }
            }

            if (Over(what, own, others.Sum(of), inAll, "in total", $"{option}InAll") is { } tooMuch)
            {
                yield return tooMuch;
            }
        }
    }

    private static PlanProblem? Over(string what, double own, double others, double most, string where, string option) =>
        own == 0 || own + others <= most
            ? null
            : new PlanProblem(
                "load", 0, $"{Text(own)} in addition to {Text(others)}",
                    $"this run and the running ones would exceed the limit of {what} {where}",
                $"at most {Text(most)} in total (Perf:Quotas:{option})")
            {
                Transient = own <= most,
            };

    private static string Text(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
