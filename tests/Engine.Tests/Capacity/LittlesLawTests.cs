using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Capacity;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Capacity;

/// <summary>Concurrency equals throughput times duration; where it does not, a note warns.</summary>
public sealed class LittlesLawTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(40)]
    public void It_holds_for_the_users_of_a_closed_queue(int users)
    {
        ScenarioSummary scenario = SteppedLoad.Iterations(users, 120, new Queues(3).Closed(users, 2, 0.2, 0.02, 120));
        LittlesLaw law = LittlesLaw.Of(scenario)!;

        Assert.Equal((users, true), (law.Users, law.Holds));
        Assert.Equal(users, law.Iterations, 0.05 * users);
        Assert.Null(LittlesLaw.NoteOf(scenario, waits: false));
    }

    [Fact]
    public void A_note_warns_when_iterations_are_missing()
    {
        IReadOnlyList<Queues.Request> all = new Queues(3).Closed(10, 2, 0.2, 0.02, 120);
        ScenarioSummary scenario = SteppedLoad.Iterations(10, 120, [.. all.Where((_, i) => i % 4 > 0)]);

        Assert.Equal(
            $"Little's law does not hold: 10 users were there, but iterations per second times their mean duration come to " +
                $"{CapacityText.Number(LittlesLaw.Of(scenario)!.Iterations)} (tolerance 10 %); " +
            "users were idle or iterations were not counted, so do not derive capacity from these figures.",
            LittlesLaw.NoteOf(scenario, waits: false));
        Assert.Null(LittlesLaw.NoteOf(scenario, waits: true));
    }

    // Ten iterations a user of 12 s each: the one that is cut off is a tenth of all.
    [Fact]
    public void It_is_not_checked_where_few_iterations_fit_into_the_load()
    {
        ScenarioSummary scenario = SteppedLoad.Iterations(5, 120, new Queues(3).Closed(5, 5, 1, 11, 120));

        Assert.Null(LittlesLaw.Of(scenario)!.Holds);
    }

    [Fact]
    public void It_gives_the_concurrency_of_an_open_model_and_of_changing_users_without_a_check()
    {
        ScenarioSummary closed = SteppedLoad.Iterations(10, 120, new Queues(3).Closed(10, 2, 0.2, 0.02, 120));
        ScenarioSummary open = closed with { Planned = 100 };
        ScenarioSummary changing = closed with { Stages = [new PlannedStage(0, 60, 10, 10), new PlannedStage(60, 120, 10, 20)] };

        foreach (LittlesLaw law in new[] { LittlesLaw.Of(open)!, LittlesLaw.Of(changing)! })
        {
            Assert.Equal((null, null), (law.Users, law.Holds));
            Assert.Equal(10, law.Iterations, 0.5);
        }
    }

    // Ten users, of whom only five are ever busy: five iterations of a second end each second.
    [Theory]
    [InlineData("", true)]
    [InlineData(", pace: 2s", false)]
    public void The_notes_of_a_run_warn_unless_users_wait_by_plan(string pace, bool warns)
    {
        PerfPlan plan = PlanText.Valid($$"""
            version: 1
            name: shop
            load:
              browse: { users: { count: 10, for: 60s }, flow: [ { get: / } ]{{pace}} }
            """);
        RunAggregator aggregator = new("r", plan);
        double[] times = [.. Enumerable.Repeat(1000.0, 5)];
        for (int second = 0; second < 60; second++)
        {
            SeriesInterval iterations = new()
            {
                Key = SeriesKey.Iterations,
                Counts = new IntervalCounts { Completed = times.Length },
                Service = Interval.Histogram(times),
                Response = Interval.Histogram(times),
            };
            aggregator.Add(Interval.Of(second, 0, times) with { Series = [iterations] });
        }

        RunSummary summary = aggregator.Summarize([new ShardResult { Shard = 0, State = ShardState.Completed }], []);
        Assert.Equal(warns, summary.Notes.Any(n => n.StartsWith("browse: Little's law does not hold: 10 users were there", StringComparison.Ordinal)));
    }

    [Fact]
    public void There_is_none_without_durations()
    {
        ScenarioSummary scenario = SteppedLoad.Iterations(10, 120, []);

        Assert.Null(LittlesLaw.Of(scenario));
        Assert.Null(LittlesLaw.Of(scenario with { Series = [] }));
        Assert.Null(LittlesLaw.NoteOf(scenario, waits: false));
    }
}
