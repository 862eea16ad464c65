using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Trends;

namespace PerfFunctions.Api;

/// <summary>The history of a plan as the API shows it.</summary>
/// <param name="Plan">Plan name.</param>
/// <param name="Conditions">Those under which the runs were measured.</param>
/// <param name="OtherConditions">Others under which the plan has a history, the newest first.</param>
/// <param name="Runs">The runs, oldest first.</param>
/// <param name="Series">The numbers over these runs.</param>
public sealed record TrendView(
    string Plan,
    TrendConditionsView Conditions,
    IReadOnlyList<TrendConditionsView> OtherConditions,
    IReadOnlyList<TrendRunView> Runs,
    IReadOnlyList<TrendSeriesView> Series);

/// <summary>Conditions of a history.</summary>
/// <param name="Key">Value of <c>conditions</c> that asks for them.</param>
/// <param name="Text">Description; empty if there is nothing to distinguish them by.</param>
/// <param name="NewestAt">When the newest run under them was asked for.</param>
/// <param name="Details">One by one.</param>
public sealed record TrendConditionsView(string Key, string Text, DateTimeOffset NewestAt, RunConditions Details);

/// <summary>A run of a history.</summary>
/// <param name="RunId">The run.</param>
/// <param name="StartedAt">When it was asked for.</param>
/// <param name="Commit">Commit under test; absent if it is unknown.</param>
/// <param name="Branch">Its branch; absent if it is unknown.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Report">Its report as a page.</param>
public sealed record TrendRunView(string RunId, DateTimeOffset StartedAt, string? Commit, string? Branch, RunOutcome Outcome, string Report);

/// <summary>One number over the runs.</summary>
/// <param name="Metric">As a budget names it: <c>home.lcp.p50</c>.</param>
/// <param name="Subject">Scenario or page.</param>
/// <param name="Name">Metric and aggregate without the subject.</param>
/// <param name="Kind">Whether the subject is a scenario or a page.</param>
/// <param name="Unit">Unit of the values: milliseconds, bytes, share from 0 to 1 and so on.</param>
/// <param name="Worse">The direction in which it gets worse.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Values">One a run of <see cref="TrendView.Runs"/>, in their order; null where it was not measured.</param>
/// <param name="Changes">Where its level changed, oldest first.</param>
public sealed record TrendSeriesView(
    string Metric,
    string Subject,
    string Name,
    MetricKind Kind,
    MetricUnit Unit,
    MetricDirection Worse,
    string Meaning,
    IReadOnlyList<double?> Values,
    IReadOnlyList<TrendChangeView> Changes);

/// <summary>A change of level.</summary>
/// <param name="At">When the first run on the new level was asked for.</param>
/// <param name="LastRunBefore">The last run on the level before.</param>
/// <param name="FirstRunAfter">The first run on the new level.</param>
/// <param name="LastCommitBefore">Commit of the last run before; absent if it is unknown.</param>
/// <param name="FirstCommitAfter">Commit of the first run after; absent if it is unknown.</param>
/// <param name="From">Median of the level before.</param>
/// <param name="To">Median of the new level.</param>
/// <param name="Percent">The change in percent of the level before; absent for a change from zero.</param>
/// <param name="IsWorse">Whether it is for the worse.</param>
public sealed record TrendChangeView(
    DateTimeOffset At,
    string LastRunBefore,
    string FirstRunAfter,
    string? LastCommitBefore,
    string? FirstCommitAfter,
    double From,
    double To,
    double? Percent,
    bool IsWorse);
