namespace PerfFunctions.Engine.ServerMetrics;

/// <summary>Reads the metrics of systems under test from where they are kept.</summary>
public interface IServerMetrics
{
    /// <summary>Whether it can read this kind of source.</summary>
    bool Reads(ServerSource source);

    /// <summary>The series over a stretch of time.</summary>
    /// <exception cref="ServerMetricsException">There is no series, and why.</exception>
    Task<ServerReading> ReadAsync(ServerSource source, ServerSpan span, CancellationToken cancellationToken);
}

/// <summary>The stretch of time that a series is read for.</summary>
/// <param name="From">Its first instant: second 0 of the run.</param>
/// <param name="Seconds">Its length.</param>
public sealed record ServerSpan(DateTimeOffset From, int Seconds)
{
    private const int MaxPoints = 600;

    /// <summary>Seconds to a point, for a source that gives as many as it is asked for.</summary>
    public int Step => Math.Max(1, (Seconds + MaxPoints - 1) / MaxPoints);
}

/// <summary>What a source gave.</summary>
/// <param name="StepSeconds">Seconds that a point stands for.</param>
/// <param name="Points">In order of time; in the unit of the source.</param>
public sealed record ServerReading(int StepSeconds, IReadOnlyList<ServerPoint> Points)
{
    /// <summary>Whether the last points are not there yet, because the source is known to be late.</summary>
    public bool MoreToCome { get; init; }
}

/// <summary>One number of a series.</summary>
/// <param name="Second">First second of the run that it stands for.</param>
/// <param name="Value">The number, finite.</param>
public sealed record ServerPoint(int Second, double Value);

/// <summary>A series could not be read. The message says why, in one sentence, and holds no secret.</summary>
public sealed class ServerMetricsException : Exception
{
    /// <summary>Without a cause of its own.</summary>
    public ServerMetricsException(string message)
        : base(message)
    {
    }

    /// <summary>With its cause.</summary>
    public ServerMetricsException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
