using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Bottlenecks;

/// <summary>One thing that holds a system back, with the measured numbers that show it. It is evidence to start from, not a proof.</summary>
public sealed record Bottleneck
{
    /// <summary>What it is.</summary>
    public required BottleneckKind Kind { get; init; }

    /// <summary>What it is about: <c>shop.GET /cart</c>, <c>server.cpu</c>; a scenario by its name.</summary>
    public required string Subject { get; init; }

    /// <summary>One sentence with the numbers.</summary>
    public required string Headline { get; init; }

    /// <summary>What else shows it, one sentence each.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>Strength of the evidence, from 0 to 1; findings are in this order.</summary>
    public required double Weight { get; init; }

    /// <summary>First second of the run in which it shows; null when it is about the whole run.</summary>
    public int? FromSecond { get; init; }

    /// <summary>The second after the last one; null when it is about the whole run.</summary>
    public int? ToSecond { get; init; }

    /// <summary>The name of the part: a <c>Server-Timing</c> entry, a kind of error; null when the subject says all.</summary>
    public string? Part { get; init; }

    /// <summary>The metric that shows whether it is gone; null when no budget can name it.</summary>
    public MetricReference? Metric { get; init; }

    /// <summary>The upper bound of what its removal gains, in <see cref="Unit"/>, from measured numbers; null when unknown.</summary>
    public double? AtMost { get; init; }

    /// <summary>Unit of <see cref="AtMost"/>.</summary>
    public MetricUnit Unit { get; init; }
}
