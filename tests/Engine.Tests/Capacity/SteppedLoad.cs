using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Tests.Capacity;

/// <summary>Scenarios whose load rises step by step, from simulated queues.</summary>
internal static class SteppedLoad
{
    /// <summary>An open model of equal steps at one server with Erlang service times (squared coefficient of variation 0.5).</summary>
    public static ScenarioSummary Arrivals(double service, int seconds, params double[] rates)
    {
        var queues = new Queues(7);
        double Draw() => queues.Exponential(service / 2) + queues.Exponential(service / 2);
        WindowSummary[] windows = [.. rates.Select((rate, i) => Window(i * seconds, seconds, queues.Open(rate, seconds, Draw)))];
        return new ScenarioSummary
        {
            Name = "browse",
            Model = "steps",
            DurationSeconds = seconds * rates.Length,
            Planned = windows.Sum(w => w.Counts.Started),
            Steps = [.. rates.Select((rate, i) => new LoadStep(i * seconds, (i + 1) * seconds, rate))],
            Windows = windows,
        };
    }

    /// <summary>A closed model that holds each number of users for so many seconds; one server.</summary>
    public static ScenarioSummary Users(double think, double service, int seconds, params int[] users)
    {
        var queues = new Queues(7);
        return new ScenarioSummary
        {
            Name = "browse",
            Model = "steps",
            DurationSeconds = seconds * users.Length,
            Stages = [.. users.Select((n, i) => new PlannedStage(i * seconds, (i + 1) * seconds, n, n))],
            Timeline = [.. users.SelectMany((n, i) => Timeline(i * seconds, seconds, queues.Closed(n, 1, think, service, seconds)))],
        };
    }

    /// <summary>A closed model with its iterations, as they are measured from the start to the end of its load.</summary>
    public static ScenarioSummary Iterations(int users, int seconds, IReadOnlyList<Queues.Request> iterations)
    {
        byte[] durations = Encode(iterations);
        long inTime = iterations.Count(i => i.Leaves < seconds);
        return new ScenarioSummary
        {
            Name = "browse",
            Model = $"{users} users for {seconds}s",
            DurationSeconds = seconds,
            Stages = [new PlannedStage(0, seconds, users, users)],
            Series =
            [
                new SeriesSummary
                {
                    Key = SeriesKey.Iterations,
                    Counts = new IntervalCounts { Completed = iterations.Count },
                    CompletedInTime = inTime,
                    Service = durations,
                    Response = durations,
                },
            ],
        };
    }

    /// <summary>The scenario with one of its windows changed.</summary>
    public static ScenarioSummary With(this ScenarioSummary scenario, int index, Func<WindowSummary, WindowSummary> change) =>
        scenario with { Windows = [.. scenario.Windows.Select((w, i) => i == index ? change(w) : w)] };

    private static WindowSummary Window(int from, int seconds, IReadOnlyList<Queues.Request> requests)
    {
        byte[] times = Encode(requests);
        return new WindowSummary
        {
            FromSecond = from,
            ToSecond = from + seconds,
            MeasuredSeconds = seconds,
            Due = requests.Count,
            Counts = new IntervalCounts { Started = requests.Count, Sent = requests.Count, Completed = requests.Count(r => r.Leaves < seconds) },
            Service = times,
            Response = times,
        };
    }

    private static IEnumerable<TimelinePoint> Timeline(int from, int seconds, IReadOnlyList<Queues.Request> requests) =>
        Enumerable.Range(0, seconds).Select(s =>
        {
            long completed = requests.Count(r => (int)r.Leaves == s);
            return new TimelinePoint(from + s, new IntervalCounts { Sent = completed, Completed = completed }, null, null, null);
        });

    private static byte[] Encode(IReadOnlyList<Queues.Request> requests)
    {
        var histogram = new LatencyHistogram();
        foreach (Queues.Request request in requests)
        {
            histogram.Record(TimeSpan.FromSeconds(request.Leaves - request.Arrives));
        }

        return histogram.Encode();
    }
}
