namespace PerfFunctions.Engine.Metrics;

/// <summary>
/// Keys of a scenario's series, as budgets write them after the scenario's name: <c>request.cart</c>, <c>group.buy</c>,
/// <c>stream.chat</c>, <c>iterations</c>, <c>check.has-items</c>, <c>measure.total</c>, <c>request.cart.server-timing.db</c>.
/// </summary>
public static class SeriesKey
{
    /// <summary>Key of the iterations.</summary>
    public const string Iterations = "iterations";

    /// <summary>Before the slug of a request.</summary>
    public const string Request = "request";

    /// <summary>Before the slug of a group.</summary>
    public const string Group = "group";

    /// <summary>Before the slug of a stream of messages.</summary>
    public const string Stream = "stream";

    /// <summary>Before the slug of a check.</summary>
    public const string Check = "check";

    /// <summary>Before the slug of a metric of the plan's own.</summary>
    public const string Measure = "measure";

    /// <summary>Between the key of a request and the name of an entry of its <c>Server-Timing</c> header.</summary>
    public const string ServerTiming = "server-timing";

    /// <summary>The key of a named series.</summary>
    public static string Of(string family, string slug) => $"{family}.{slug}";

    /// <summary>The key of an entry of <c>Server-Timing</c>.</summary>
    public static string TimingOf(string request, string name) => $"{request}.{ServerTiming}.{name}";

    /// <summary>What a key is of.</summary>
    public static SeriesKind KindOf(string key) => key.Split('.') switch
    {
        [Request, _] => SeriesKind.Request,
        [Request, _, ServerTiming, _] => SeriesKind.ServerTiming,
        [Group, _] => SeriesKind.Group,
        [Stream, _] => SeriesKind.Stream,
        [Check, _] => SeriesKind.Check,
        [Measure, _] => SeriesKind.Measure,
        [Iterations] => SeriesKind.Iterations,
        _ => SeriesKind.Scenario,
    };
}

/// <summary>What a series is of.</summary>
public enum SeriesKind
{
    /// <summary>The scenario as a whole.</summary>
    Scenario,

    /// <summary>Requests of one name.</summary>
    Request,

    /// <summary>An entry of the <c>Server-Timing</c> header of a request.</summary>
    ServerTiming,

    /// <summary>A group of steps.</summary>
    Group,

    /// <summary>Iterations of the flow.</summary>
    Iterations,

    /// <summary>A check.</summary>
    Check,

    /// <summary>A metric of the plan's own.</summary>
    Measure,

    /// <summary>Messages over connections that stay open.</summary>
    Stream,
}
