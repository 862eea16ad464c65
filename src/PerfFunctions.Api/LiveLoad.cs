namespace PerfFunctions.Api;

/// <summary>Load in progress.</summary>
/// <param name="ElapsedSeconds">Time since the common start; negative before it.</param>
/// <param name="DurationSeconds">Length of the longest scenario.</param>
/// <param name="Scenarios">By scenario.</param>
public sealed record LiveLoad(double ElapsedSeconds, double DurationSeconds, IReadOnlyList<LiveScenario> Scenarios);

/// <summary>One scenario in progress.</summary>
/// <param name="Name">Scenario name.</param>
/// <param name="Sent">Requests so far.</param>
/// <param name="Failed">Failed requests so far.</param>
/// <param name="Dropped">Arrivals dropped so far.</param>
/// <param name="RequestsPerSecond">Requests sent per second, over the last seconds.</param>
/// <param name="P50Ms">Median response time over the last seconds; null when nothing ended in them.</param>
/// <param name="P95Ms">95th percentile of response time over the last seconds.</param>
public sealed record LiveScenario(
    string Name, long Sent, long Failed, long Dropped, double RequestsPerSecond, double? P50Ms, double? P95Ms)
{
    /// <summary>Its requests, in the order of the flow.</summary>
    public IReadOnlyList<LiveRequest> Requests { get; init; } = [];

    /// <summary>Its streams of messages, in the order of the flow.</summary>
    public IReadOnlyList<LiveStream> Streams { get; init; } = [];
}

/// <summary>Requests of one name in progress; the rest as of <see cref="LiveScenario"/>.</summary>
/// <param name="Name">Name of the request.</param>
/// <param name="Sent">Requests so far.</param>
/// <param name="Failed">Failed requests so far.</param>
/// <param name="RequestsPerSecond">Requests sent per second, over the last seconds.</param>
/// <param name="P50Ms">Median response time over the last seconds; null when nothing ended in them.</param>
/// <param name="P95Ms">95th percentile of response time over the last seconds.</param>
public sealed record LiveRequest(string Name, long Sent, long Failed, double RequestsPerSecond, double? P50Ms, double? P95Ms);

/// <summary>Messages of the streams of one name in progress, all connections together.</summary>
/// <param name="Name">Name of the stream.</param>
/// <param name="Opened">Connections opened so far.</param>
/// <param name="Sent">Messages sent so far.</param>
/// <param name="Received">Messages received so far.</param>
/// <param name="SentPerSecond">Messages sent per second, over the last seconds.</param>
/// <param name="ReceivedPerSecond">Messages received per second, over the last seconds.</param>
public sealed record LiveStream(
    string Name, long Opened, long Sent, long Received, double SentPerSecond, double ReceivedPerSecond);
