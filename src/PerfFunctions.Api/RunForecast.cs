using System.Collections.ObjectModel;
using PerfFunctions.Engine.Costs;
using PerfFunctions.Engine.Plans.Documents;

namespace PerfFunctions.Api;

/// <summary>What a plan would do and cost, and what stands against it: answer of <c>POST api/runs?dryRun=true</c>, which starts nothing.</summary>
public sealed record RunForecast
{
    /// <summary>Plan name.</summary>
    public required string Plan { get; init; }

    /// <summary>Address under test; absent where only the run will know it.</summary>
    public string? Target { get; init; }

    /// <summary>Profile of the plan; absent for none.</summary>
    public string? Profile { get; init; }

    /// <summary>Values of parameters that are not the plan's own, by name.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Load shards.</summary>
    public required int Shards { get; init; }

    /// <summary>Length of the load.</summary>
    public required double LoadSeconds { get; init; }

    /// <summary>Arrivals a second of all scenarios together, at most.</summary>
    public required double PeakRate { get; init; }

    /// <summary>Virtual users of all scenarios together, at most.</summary>
    public required double PeakUsers { get; init; }

    /// <summary>Page loads that may be measured, at most.</summary>
    public required int PageLoads { get; init; }

    /// <summary>
    /// Most resources that a page of its load may bring; absent where it loads none. How many there are, only the run will know.
    /// </summary>
    public int? MaxResources { get; init; }

    /// <summary>Requests of setup and teardown, in their order; they are in no figure and no budget.</summary>
    public IReadOnlyList<FixtureStep> Fixtures { get; init; } = [];

    /// <summary>What of its load is measured separately, as budgets name it.</summary>
    public IReadOnlyList<NamedSeries> Series { get; init; } = [];

    /// <summary>What it may cost.</summary>
    public required RunCost Cost { get; init; }

    /// <summary>All that stands against it now; empty where it would run.</summary>
    public required IReadOnlyList<PlanProblem> Refusals { get; init; }
}

/// <summary>A request of a plan's setup or teardown.</summary>
/// <param name="Fixture"><c>setup</c> or <c>teardown</c>.</param>
/// <param name="Name">Its name.</param>
public sealed record FixtureStep(string Fixture, string Name);

/// <summary>A request, group, check or metric of a plan.</summary>
/// <param name="Budget">How a budget names it: <c>browse.request.add-to-cart</c>.</param>
/// <param name="Name">Its name.</param>
public sealed record NamedSeries(string Budget, string Name);
