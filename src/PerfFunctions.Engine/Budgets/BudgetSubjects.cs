using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.ServerMetrics;

namespace PerfFunctions.Engine.Budgets;

/// <summary>What the budgets of a plan may be about.</summary>
/// <param name="Scenarios">Names of the load scenarios.</param>
/// <param name="Pages">Names of the pages.</param>
public sealed record BudgetSubjects(IReadOnlyCollection<string> Scenarios, IReadOnlyCollection<string> Pages)
{
    /// <summary>The subjects of rules for benchmarks, of which any name is accepted: which there are is known from results.</summary>
    public static BudgetSubjects OfBenchmarks { get; } = new([], []) { Benchmarks = true };

    /// <summary>Whether rules are about benchmarks.</summary>
    public bool Benchmarks { get; init; }

    /// <summary>Names of those scenarios that end early at a condition, and so have a breakpoint.</summary>
    public IReadOnlyCollection<string> Breakpoints { get; init; } = [];

    /// <summary>The series of each scenario that could be read; of any other, every name is accepted, as it has been reported.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<LoadSeries>> Series { get; init; } = new Dictionary<string, IReadOnlyList<LoadSeries>>();

    /// <summary>Names of the measured steps of each page.</summary>
    public IReadOnlyDictionary<string, IReadOnlyCollection<string>> Steps { get; init; } = new Dictionary<string, IReadOnlyCollection<string>>();

    /// <summary>The server series by name, each with its unit.</summary>
    public IReadOnlyDictionary<string, ServerUnit> Server { get; init; } = new Dictionary<string, ServerUnit>();

    /// <summary>Names of the pages of real users.</summary>
    public IReadOnlyCollection<string> RealUserPages { get; init; } = [];

    /// <summary>The measured stretch of each scenario, from warm-up or start to end; where there is none, windows are not held to it.</summary>
    public IReadOnlyDictionary<string, TimeWindow> Spans { get; init; } = new Dictionary<string, TimeWindow>();
}
