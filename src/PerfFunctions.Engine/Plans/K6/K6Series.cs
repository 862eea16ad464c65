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

    /// <summary>Tags that it gives requests, as <c>kind:html</c>; <c>kind:</c> for a value that is made while it runs.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether it may give requests any others.</summary>
    public bool MakesTags { get; init; }

    /// <summary>Whether it calls methods of services over gRPC.</summary>
    public bool CallsMethods { get; init; }

    /// <summary>Whether it uses a browser.</summary>
    public bool UsesBrowser { get; init; }

    /// <summary>Whether all that it sends is sent by its pages, as far as the text says it.</summary>
    public bool OnlyBrowses { get; init; }

    /// <summary>Names of its streams of messages.</summary>
    public IReadOnlyList<string> Streams { get; init; } = [];

    /// <summary>Whether it uses protocols other than HTTP.</summary>
    public bool UsesProtocols => CallsMethods || Streams.Count > 0;

    /// <summary>The same with names that are made while it runs, where it makes such names.</summary>
    public K6Series Naming(K6MadeNames names) => this with
    {
        Requests =
        [
            .. (NamesRequests ? names.Requests : []).Select(name => new K6Request(name)).Concat(Requests)
                .Concat(names.Tags.Select(tags => new K6Request(tags.Text) { Tags = tags })).DistinctBy(r => r.Name),
        ],
        Groups = Groups.Contains(K6Script.Other) ? [.. names.Groups.Concat(Groups).Distinct()] : Groups,
        Metrics = UsesBrowser
            ? [.. Metrics.Concat(names.Metrics.Select(K6BrowserMetrics.Find).OfType<K6Metric>()).DistinctBy(m => m.Name)]
            : Metrics,
        Checks = Checks.Contains(K6Script.Other) ? [.. names.Checks.Concat(Checks).Distinct()] : Checks,
    };

    /// <summary>Whether a request of it may have these tags, as far as the text says it.</summary>
    public bool MayHave(K6TagFilter tags) => tags.Pairs.All(p => p.Key switch
    {
        K6TagFilter.Status => true,
        K6TagFilter.Group => Groups.Contains(p.Value.Split("::")[^1]) || Groups.Contains(K6Script.Other),
        K6TagFilter.Method => Requests.Any(r => r.Method == p.Value || r.IsNamed),
        K6TagFilter.Name when Requests.Any(r => r.IsNamed && r.Name == p.Value) => true,
        K6TagFilter.Name or K6TagFilter.Address => Requests.Any(r => r.Path is { } path && K6Paths.Fits(path, K6Paths.PathOf(p.Value))),
        _ => MakesTags || Tags.Contains($"{p.Key}:{p.Value}") || Tags.Contains($"{p.Key}:"),
    });
}

/// <summary>A request that a script names.</summary>
/// <param name="Name">Display name: the script's own, or <c>GET /products/{id}</c>.</param>
/// <param name="Method">Method; null where the name is the script's own.</param>
/// <param name="Path">Path with <c>*</c> for what is filled in; null where the name is the script's own.</param>
public sealed record K6Request(string Name, string? Method = null, string? Path = null)
{
    /// <summary>Stands for the method of what opens a socket.</summary>
    public const string Connect = "connect";

    /// <summary>Whether the name is the script's own.</summary>
    public bool IsNamed => Method is null && Tags is null && Name != K6Script.OtherRequests;

    /// <summary>Tags by which requests are counted once more, whatever their names; null for a request.</summary>
    public K6TagFilter? Tags { get; init; }
}

/// <summary>A metric that a script makes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">How its values become one number.</param>
/// <param name="Unit">Milliseconds for a trend of times, else a number without unit.</param>
public sealed record K6Metric(string Name, MeasureKind Kind, MetricUnit Unit)
{
    /// <summary>Which values are worse: the higher ones of a trend, else the lower ones.</summary>
    public MetricDirection Worse { get; init; } = Kind == MeasureKind.Trend ? MetricDirection.Higher : MetricDirection.Lower;
}

/// <summary>Names that a script makes while it runs.</summary>
/// <param name="Requests">Of requests.</param>
/// <param name="Groups">Of groups.</param>
/// <param name="Checks">Of checks.</param>
/// <param name="Tags">Tags by which requests are counted once more.</param>
public sealed record K6MadeNames(
    IReadOnlyList<string> Requests, IReadOnlyList<string> Groups, IReadOnlyList<string> Checks, IReadOnlyList<K6TagFilter> Tags)
{
    /// <summary>Metrics of browsers for one address each: <c>browser_web_vital_lcp{url:https://shop.example}</c>.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>None.</summary>
    public static K6MadeNames None { get; } = new([], [], [], []);
}
