using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Statistics;
using PerfFunctions.Engine.Verdicts;

namespace PerfFunctions.Api;

/// <summary>Two runs compared, as the API shows it.</summary>
/// <param name="Base">The run that is compared with.</param>
/// <param name="Head">The run that is judged.</param>
/// <param name="Outcome">What all numbers come to: the worst of them.</param>
/// <param name="Margin">The change, as a share, within which two numbers are the same.</param>
/// <param name="Differences">What differs in how the two were measured, one a phrase; empty when nothing does.</param>
/// <param name="Numbers">Number by number.</param>
public sealed record CompareView(
    ComparedRunView Base,
    ComparedRunView Head,
    RegressionOutcome Outcome,
    double Margin,
    IReadOnlyList<string> Differences,
    IReadOnlyList<ComparedNumber> Numbers);

/// <summary>One of the two.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Plan">Its plan.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="StartedAt">When it was asked for.</param>
/// <param name="Commit">Commit under test; absent if it is unknown.</param>
/// <param name="Report">Its report as a page.</param>
public sealed record ComparedRunView(string RunId, string Plan, RunOutcome Outcome, DateTimeOffset StartedAt, string? Commit, string Report);
