namespace PerfFunctions.Engine.Metrics;

/// <summary>An example of a request that failed. Secrets, cookies and authorization are not in it.</summary>
/// <param name="Request">Name of the request.</param>
/// <param name="Failure">Kind of failure, as it is counted.</param>
/// <param name="Second">Second of the run in which it ended.</param>
/// <param name="Shard">Shard that sent it.</param>
public sealed record FailureSample(string Request, string Failure, int Second, int Shard)
{
    /// <summary>Characters of a body that are kept.</summary>
    public const int BodyLength = 2048;

    /// <summary>Status of the response; 0 when none came.</summary>
    public int Status { get; init; }

    /// <summary>Service time, milliseconds.</summary>
    public double ServiceMs { get; init; }

    /// <summary>What was expected of the response, in words.</summary>
    public string Expected { get; init; } = "";

    /// <summary>Headers of the response, in order.</summary>
    public IReadOnlyList<SampleHeader> Headers { get; init; } = [];

    /// <summary>The first <see cref="BodyLength"/> characters of the body; empty when there was none.</summary>
    public string Body { get; init; } = "";
}

/// <summary>A header of a response.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
public sealed record SampleHeader(string Name, string Value);
