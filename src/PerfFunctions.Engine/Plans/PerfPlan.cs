using System.Collections.ObjectModel;
using System.Net;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.RealUsers;
using PerfFunctions.Engine.ServerMetrics;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Plans;

/// <summary>A plan file, parsed and valid. Made by <see cref="PlanParser"/> only; a plan that exists can be run.</summary>
public sealed record PerfPlan
{
    /// <summary>Plan name: lower-case letters, digits and dashes, 1 to 64.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Repository whose plan it is, <c>owner/name</c> in lower case; null when it is not said. Of two repositories that have a
    /// plan of one name, each has a history of its own.
    /// </summary>
    public string? Repository { get; init; }

    /// <summary>Base address; may hold <c>{pr}</c>, <c>{sha}</c> and <c>{branch}</c>. Null when the trigger brings the address.</summary>
    public string? Target { get; init; }

    /// <summary>Number of load shards; null lets the planner choose from rate and users.</summary>
    public int? Shards { get; init; }

    /// <summary>When pages are audited, relative to the load.</summary>
    public AuditTiming Audits { get; init; } = AuditTiming.BeforeLoad;

    /// <summary>What is done once before audits and load; null for nothing.</summary>
    public Scenario? Setup { get; init; }

    /// <summary>What is done once at the end, however the run ended; null for nothing.</summary>
    public Scenario? Teardown { get; init; }

    /// <summary>Both, in their order, as far as there are any.</summary>
    public IEnumerable<Scenario> Fixtures => new[] { Setup, Teardown }.OfType<Scenario>();

    /// <summary>Load scenarios, in the order of the file.</summary>
    public IReadOnlyList<Scenario> Load { get; init; } = [];

    /// <summary>Tables of values that flows take from.</summary>
    public IReadOnlyList<Feed> Feeds { get; init; } = [];

    /// <summary>Time from the common start that is left out of the figures; whole seconds.</summary>
    public TimeSpan Warmup { get; init; }

    /// <summary>What ends the run early, as a failure. The built-in one is among them.</summary>
    public IReadOnlyList<Budgets.LoadCondition> Abort { get; init; } = [];

    /// <summary>Names of the secrets that load and pages ask for, each once, in the order of the file; never their values.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Pages to audit in a browser, in the order of the file.</summary>
    public IReadOnlyList<Page> Pages { get; init; } = [];

    /// <summary>Series to read of the systems under test, in the order of the file.</summary>
    public IReadOnlyList<ServerMetric> Server { get; init; } = [];

    /// <summary>What the plan wants to know of real users; null for nothing.</summary>
    public RealUserPlan? RealUsers { get; init; }

    /// <summary>What the tested system must do, from which budgets derive; null when the plan does not say it.</summary>
    public Objectives.ServiceObjectives? Objectives { get; init; }

    /// <summary>Rules the run is judged by, in the order of the file; those that derive from objectives come last.</summary>
    public IReadOnlyList<Budgets.BudgetRule> Budgets { get; init; } = [];

    /// <summary>Rules for benchmarks, in the order of the file; no run is judged by them.</summary>
    public IReadOnlyList<Budgets.BudgetRule> Benchmarks { get; init; } = [];

    /// <summary>The budgets by which the run is compared with others.</summary>
    public IEnumerable<Budgets.BudgetRule> Comparisons => Budgets.Where(b => b.IsRegression && b.Level != Engine.Budgets.BudgetLevel.Off);

    /// <summary>Names of the scenarios and pages that they are about.</summary>
    public IReadOnlySet<string> Compared => Comparisons.Select(b => b.Metric.Subject).ToHashSet();

    /// <summary>When the stored plan runs by itself; null when it only runs on demand.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>Profile of runs on pull requests; null for none.</summary>
    public string? PullRequestProfile { get; init; }

    /// <summary>The profile that the plan was read with; null for none.</summary>
    public string? Profile { get; init; }

    /// <summary>Values of the plan's parameters by name. They are part of all its texts already.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Names of the parameters whose values are not the plan's own, in the order of the file.</summary>
    public IReadOnlyList<string> ChangedParameters { get; init; } = [];

    /// <summary>
    /// Addresses to connect to instead of those that a name server gives, by host. What is sent still names the host, and so
    /// does its certificate.
    /// </summary>
    public IReadOnlyDictionary<string, IPAddress> Resolve { get; init; } = new Dictionary<string, IPAddress>();

    /// <summary>Which changed files ask for a run on a pull request; null for any.</summary>
    public PathFilter? Paths { get; init; }

    /// <summary>How many times as long as the file says the load is, and as many the pages' loads; set by whoever makes a run longer.</summary>
    public int Stretch { get; init; } = 1;

    /// <summary>Whether a run sends anything to its target; one that only looks at real users does not.</summary>
    public bool Sends => Load.Count > 0 || Pages.Count > 0 || Fixtures.Any();

    /// <summary>From the common start to the end of the last scenario; zero without load.</summary>
    public TimeSpan LoadDuration => Load.Count == 0 ? TimeSpan.Zero : Load.Max(s => s.End);
}

/// <summary>Whether audits see a quiet site or a loaded one.</summary>
public enum AuditTiming
{
    /// <summary>All audits end before the load starts.</summary>
    BeforeLoad,

    /// <summary>Audits and load run at the same time.</summary>
    UnderLoad,
}

/// <summary>A page to load in a browser.</summary>
/// <param name="Name">Name used in budgets.</param>
/// <param name="Path">Path below the target, or an absolute address.</param>
/// <param name="Conditions">What it is loaded under; its texts may hold <c>${secret(name)}</c>.</param>
/// <param name="Runs">Number of measured loads, each in a fresh context.</param>
public sealed record Page(string Name, string Path, Audits.PageConditions Conditions, int Runs)
{
    /// <summary>Where the same page is loaded for comparison, with placeholders as in the target; null for none.</summary>
    public string? Base { get; init; }

    /// <summary>What is done after the load.</summary>
    public IReadOnlyList<Audits.JourneyStep> Steps { get; init; } = [];

    /// <summary>The most measured loads, where the spread asks for more.</summary>
    public int MaxRuns { get; init; } = Runs;

    /// <summary>How far apart the middle half of the loads may lie, as a share of their median, before more are made.</summary>
    public double Spread { get; init; } = 0.1;
}

/// <summary>When a stored plan runs by itself.</summary>
/// <param name="Cron">Six-field NCRONTAB expression, UTC.</param>
public sealed record Schedule(string Cron)
{
    /// <summary>Profile of the runs; null for none.</summary>
    public string? Profile { get; init; }
}
