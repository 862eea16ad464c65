using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Recommendations;

/// <summary>One thing to change, because of what a run measured.</summary>
public sealed record Recommendation
{
    /// <summary>What to do, in one sentence without numbers: together with <see cref="Subject"/> it identifies the recommendation.</summary>
    public required string Action { get; init; }

    /// <summary>What to change: <c>home</c>, <c>shop.GET /cart</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>The measured numbers behind it, in one sentence.</summary>
    public required string Evidence { get; init; }

    /// <summary>The upper bound of the gain, from measured numbers; or that none follows from them.</summary>
    public required string ExpectedGain { get; init; }

    /// <summary>How much work it usually is.</summary>
    public required Effort Effort { get; init; }

    /// <summary>How the next run shows the gain: the metric, as a budget names it, and its value now.</summary>
    public required string Verify { get; init; }

    /// <summary>Strength of the evidence and size of the gain, from 0 to 1; recommendations are in this order.</summary>
    public required double Weight { get; init; }

    /// <summary>The metric that shows the gain.</summary>
    public required MetricReference Metric { get; init; }
}
