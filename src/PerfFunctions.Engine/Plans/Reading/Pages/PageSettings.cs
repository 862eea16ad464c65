using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Engine.Plans.Reading.Pages;

/// <summary>How a page is audited, its path left out: what stands under <c>audit:</c> for all pages, or under a page.</summary>
internal sealed record PageSettings
{
    private const int DefaultRuns = 5;

    public PageConditions Conditions { get; init; } = new();

    public IReadOnlyList<JourneyStep> Steps { get; init; } = [];

    public int Runs { get; init; } = DefaultRuns;

    /// <summary>As the plan says; null where it does not.</summary>
    public int? MaxRuns { get; init; }

    public double Spread { get; init; } = 0.1;

    public string? Base { get; init; }

    /// <summary>The most loads. A single load has no spread, so it asks for no more.</summary>
    public int Most => MaxRuns ?? (Runs == 1 ? 1 : Math.Max(Runs, Math.Min(2 * Runs, PlanLimits.DefaultMaxRuns)));
}
