using PerfFunctions.Engine.Capacity;
using PerfFunctions.Reports.Figures;

namespace PerfFunctions.Reports.Json;

/// <summary>The capacity of a scenario's target in <c>report.json</c>.</summary>
public sealed record JsonCapacity
{
    /// <summary>What the concurrency counts.</summary>
    public required ConcurrencyUnit Unit { get; init; }

    /// <summary>Measured points, by rising concurrency.</summary>
    public required IReadOnlyList<CapacityPoint> Points { get; init; }

    /// <summary>The model that was chosen; absent when there is none.</summary>
    public ScalabilityModel? Chosen { get; init; }

    /// <summary>All models that the points suffice for.</summary>
    public IReadOnlyList<JsonCapacityModel> Models { get; init; } = [];

    /// <summary>Where throughput is highest; absent where it rises without end, or is unknown.</summary>
    public CapacityLimit? Peak { get; init; }

    /// <summary>Where Kleinrock's power is highest; absent where there is no such load.</summary>
    public CapacityLimit? Knee { get; init; }

    /// <summary>Why there is no model; empty when there is one.</summary>
    public IReadOnlyList<string> Refusals { get; init; } = [];

    /// <summary>The same for readers.</summary>
    public IReadOnlyList<string> Sentences { get; init; } = [];

    internal static JsonCapacity? Of(CapacityFigures? figures) => figures is null ? null : new JsonCapacity
    {
        Unit = figures.Analysis.Unit,
        Points = figures.Analysis.Points,
        Chosen = figures.Analysis.Chosen?.Model,
        Models = [.. figures.Analysis.Models.Select(m => new JsonCapacityModel(m.Model, m.Lambda, m.Sigma, m.Kappa, m.ResidualError, m.Aicc))],
        Peak = figures.Analysis.Peak,
        Knee = figures.Analysis.Knee,
        Refusals = figures.Analysis.Refusals,
        Sentences = figures.Sentences,
    };
}

/// <summary>A model that was fitted.</summary>
/// <param name="Model">Which.</param>
/// <param name="Lambda">Throughput at a concurrency of 1, per second, with its 95 % confidence interval.</param>
/// <param name="Sigma">Contention; absent where the model has none.</param>
/// <param name="Kappa">Coherency; absent where the model has none.</param>
/// <param name="ResidualError">Residual standard error, per second.</param>
/// <param name="Aicc">Akaike's information criterion, corrected for few points.</param>
public sealed record JsonCapacityModel(
    ScalabilityModel Model, Estimate Lambda, Estimate? Sigma, Estimate? Kappa, double ResidualError, double Aicc);
