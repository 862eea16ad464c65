using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Pages;

/// <summary>How a page is audited, its path left out: what stands under <c>audit:</c> for all pages, or under a page.</summary>
/// <param name="Scope">Takes note of secrets.</param>
internal sealed record PageSettings(VariableScope Scope)
{
    public const int DefaultRuns = 5;

    public PageConditions Conditions { get; init; } = new();

    public IReadOnlyList<JourneyStep> Steps { get; init; } = [];

    public int Runs { get; init; } = DefaultRuns;

    /// <summary>As the plan says; null where it does not.</summary>
    public int? MaxRuns { get; init; }

    public double Spread { get; init; } = 0.1;

    public string? Base { get; init; }

    /// <summary>The most loads. A single load has no spread, so it asks for no more.</summary>
    public int Most => MaxRuns ?? (Runs == 1 ? 1 : Math.Max(Runs, Math.Min(2 * Runs, PlanLimits.DefaultMaxRuns)));

    /// <summary>The settings under other conditions.</summary>
    public PageSettings With(Func<PageConditions, PageConditions> change) => this with { Conditions = change(Conditions) };
}

/// <summary>A page as far as it has been read.</summary>
/// <param name="Path">Its path; empty until there is one.</param>
/// <param name="Settings">Those for all pages, with its own in their place.</param>
internal sealed record PageDraft(string Path, PageSettings Settings);
