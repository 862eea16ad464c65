using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Plans.K6;

/// <summary>What a function of a script measures by name, as far as the text says it.</summary>
/// <param name="Requests">Requests, in the order of the text.</param>
/// <param name="Groups">Names of its groups.</param>
/// <param name="Checks">Names of its checks.</param>
/// <param name="Metrics">Its own metrics.</param>
/// <param name="Sends">Places that send: what an iteration without loops sends at most.</param>
public sealed record K6Series(
    IReadOnlyList<K6Request> Requests, IReadOnlyList<string> Groups, IReadOnlyList<string> Checks, IReadOnlyList<K6Metric> Metrics, int Sends)
{
    /// <summary>Whether it gives requests names that are made while it runs.</summary>
    public bool NamesRequests { get; init; }

    /// <summary>Whether it calls methods of services over gRPC.</summary>
    public bool CallsMethods { get; init; }

    /// <summary>Names of its streams of messages.</summary>
    public IReadOnlyList<string> Streams { get; init; } = [];

    /// <summary>Whether it uses protocols other than HTTP.</summary>
    public bool UsesProtocols => CallsMethods || Streams.Count > 0;

    /// <summary>The same with names that are made while it runs, where it makes such names.</summary>
    public K6Series Naming(K6MadeNames names) => this with
    {
        Requests = NamesRequests
            ? [.. names.Requests.Select(name => new K6Request(name)).Concat(Requests).DistinctBy(r => r.Name)]
            : Requests,
        Groups = Groups.Contains(K6Script.Other) ? [.. names.Groups.Concat(Groups).Distinct()] : Groups,
        Checks = Checks.Contains(K6Script.Other) ? [.. names.Checks.Concat(Checks).Distinct()] : Checks,
    };
}

/// <summary>A request that a script names.</summary>
/// <param name="Name">Display name: the script's own, or <c>GET /products/{id}</c>.</param>
/// <param name="Method">Method; null where the name is the script's own.</param>
/// <param name="Path">Path with <c>*</c> for what is filled in; null where the name is the script's own.</param>
public sealed record K6Request(string Name, string? Method = null, string? Path = null)
{
    /// <summary>Stands for the method of what opens a socket.</summary>
    public const string Connect = "connect";
}

/// <summary>A metric that a script makes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">How its values become one number.</param>
/// <param name="Unit">Milliseconds for a trend of times, else a number without unit.</param>
public sealed record K6Metric(string Name, MeasureKind Kind, MetricUnit Unit);

/// <summary>Names that a script makes while it runs.</summary>
/// <param name="Requests">Of requests.</param>
/// <param name="Groups">Of groups.</param>
/// <param name="Checks">Of checks.</param>
public sealed record K6MadeNames(IReadOnlyList<string> Requests, IReadOnlyList<string> Groups, IReadOnlyList<string> Checks);
