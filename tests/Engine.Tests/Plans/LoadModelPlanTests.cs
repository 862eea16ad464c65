using System.Globalization;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans;

public class LoadModelPlanTests
{
    [Fact]
    public void Steps_are_equal_and_hold_both_ends() => Assert.Equal(
        Enumerable.Range(1, 10).Select(i => new RateStage(10 * i, 10 * i, TimeSpan.FromSeconds(30))),
        Arrivals("{ from: 10/s, to: 100/s, steps: 10, each: 30s }").Stages);

    [Fact]
    public void Stages_of_all_kinds_stand_in_one_list_in_its_order()
    {
        IReadOnlyList<RateStage> stages = Arrivals(
            "[ { rate: 60/m, for: 1s }, { from: 1/s, to: 3/s, over: 2s }, { replay: [ 4/s, 5/s ], each: 3s }, { from: 6/s, to: 5/s, steps: 2, each: 4s } ]").Stages;
        Assert.Equal(
            ["1-1:1", "1-3:2", "4-4:3", "5-5:3", "6-6:4", "5-5:4"],
            stages.Select(s => $"{s.From}-{s.To}:{s.Over.TotalSeconds}"));
    }

    [Fact]
    public void Ten_thousand_rates_can_be_replayed_and_no_more()
    {
        Assert.Equal(10_000, Arrivals(Replay(10_000)).Stages.Count);
        Assert.Contains("1 to 10000", PlanText.OneProblem(PlanText.WithModel("arrivals: " + Replay(10_001))).Allowed, StringComparison.Ordinal);
        Assert.Contains("have 10001 rates in total",
            PlanText.OneProblem(PlanText.WithModel($"arrivals: [ {Replay(10_000)}, {{ rate: 1/s, for: 1s }} ]")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Users_come_in_stages()
    {
        UserModel model = Assert.IsType<UserModel>(Model("users: [ { from: 0, to: 50, over: 1m }, { count: 50, for: 2m } ]"));
        Assert.Equal([new UserStage(0, 50, TimeSpan.FromMinutes(1)), new UserStage(50, 50, TimeSpan.FromMinutes(2))], model.Stages);
    }

    [Fact]
    public void A_set_amount_of_work_is_of_each_user_or_of_all()
    {
        Assert.Equal(new IterationModel(20, 100, Shared: false, TimeSpan.FromMinutes(10)), Model("users: { count: 20, iterations: 100, for: 10m }"));
        Assert.Equal(new IterationModel(20, 1000, Shared: true, TimeSpan.FromMinutes(10)), Model("users: { count: 20, shared: 1000, for: 10m }"));
    }

    [Fact]
    public void Rates_of_the_plan_are_divided_in_exact_proportion()
    {
        PerfPlan plan = PlanText.Valid(Shared("arrivals: { from: 10/s, to: 40/s, over: 1m }", 3, 1));
        Assert.Equal([new RateStage(7.5, 30, TimeSpan.FromMinutes(1))], Assert.IsType<ArrivalModel>(plan.Load[0].Model).Stages);
        ArrivalModel small = Assert.IsType<ArrivalModel>(plan.Load[1].Model);
        Assert.Equal([new RateStage(2.5, 10, TimeSpan.FromMinutes(1))], small.Stages);
        Assert.Equal(100, small.InFlight);
    }

    [Fact]
    public void Users_and_iterations_of_the_plan_are_divided_by_largest_remainder()
    {
        PerfPlan users = PlanText.Valid(Shared("users: { count: 10, for: 1m }", 3, 3, 1));
        Assert.Equal([4, 4, 2], users.Load.Select(s => ((UserModel)s.Model).Peak));
        PerfPlan lots = PlanText.Valid(Shared("users: { count: 10, shared: 101, for: 1m }", 1, 1));
        Assert.Equal([(5, 51L), (5, 50L)], lots.Load.Select(s => (((IterationModel)s.Model).Users, ((IterationModel)s.Model).Iterations)));
        PerfPlan each = PlanText.Valid(Shared("users: { count: 10, iterations: 7, for: 1m }", 1, 1));
        Assert.All(each.Load, s => Assert.Equal(7, ((IterationModel)s.Model).Iterations));
    }

    [Fact]
    public void A_scenario_that_starts_later_ends_later()
    {
        PerfPlan plan = PlanText.Valid(PlanText.WithModel("start: 30s\nusers: { count: 1, for: 1m }"));
        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(90)), (plan.Load[0].Start, plan.LoadDuration));
    }

    [Theory]
    [InlineData("arrivals: { from: 1/s, to: 2/s, steps: 1, each: 1s }", "load.s.arrivals.steps", "out of range")]
    [InlineData("arrivals: { from: 1/s, to: 2/s, each: 1s }", "load.s.arrivals.steps", "missing")]
    [InlineData("arrivals: { replay: [ 1/s, 2 ], each: 1s }", "load.s.arrivals.replay[1]", "say '2/s'")]
    [InlineData("arrivals: { replay: 1/s, each: 1s }", "load.s.arrivals.replay", "must be a list")]
    [InlineData("arrivals: { replay: [ 1/s ], for: 1s }", "load.s.arrivals", "a replay")]
    [InlineData("arrivals: { replay: [ 1/s ] }", "load.s.arrivals.each", "missing")]
    [InlineData("arrivals: { ramp: 1/s }", "load.s.arrivals.ramp", "unknown key")]
    [InlineData("users: [ { count: 1, for: 1s }, { count: 2, iterations: 1, for: 1s } ]", "load.s.users[1]",
        "cannot have stages")]
    [InlineData("users: { count: 1, iterations: 1, shared: 1, for: 1s }", "load.s.users", "per user or shared")]
    [InlineData("users: { iterations: 1, from: 1, to: 2, over: 1s }", "load.s.users", "constant number")]
    [InlineData("users: { from: 0, to: 0, over: 1s }", "load.s.users", "number of users is always 0")]
    [InlineData("users: { from: 0, to: 5 }", "load.s.users.over", "missing")]
    [InlineData("users: { count: 100000, iterations: 1000000, for: 1h }", "load", "too many")]
    [InlineData("users: { count: 1, for: 1s }\nuntil: errors > 1% for 1s", "load.s.until", "only applies to arrivals")]
    [InlineData("start: 30\nusers: { count: 1, for: 1s }", "load.s.start", "say '30s'")]
    [InlineData("start: 20h\nusers: { count: 1, for: 5h }", "load.s.start", "ends too late")]
    [InlineData("weight: 3", "load.s.weight", "no load to divide by weight")]
    [InlineData("executor: constant-vus\nusers: { count: 1, for: 1s }", "load.s.executor", "unknown key 'executor'")]
    public void A_wrong_load_is_reported_where_it_stands(string model, string path, string message)
    {
        PlanProblem problem = PlanParser.Parse(PlanText.WithModel(model)).Problems[0];
        Assert.Equal(path, problem.Path);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_load_of_the_plan_needs_somebody_to_take_it_and_enough_for_all()
    {
        string nobody = PlanText.WithModel("users: { count: 1, for: 1s }") + "\narrivals: { rate: 1/s, for: 1s }";
        Assert.Equal("no scenario has a weight, so none uses it", PlanText.OneProblem(nobody).Message);
        Assert.Equal("load.s1.weight", PlanText.OneProblem(Shared("users: { count: 2, for: 1s }", 5, 1)).Path);
        Assert.Contains("both", PlanText.OneProblem(Shared("users: { count: 2, for: 1s }\narrivals: { rate: 1/s, for: 1s }", 1)).Message, StringComparison.Ordinal);
        Assert.Equal("load.s0.weight", PlanText.OneProblem(Shared("users: { count: 2, for: 1s }", 0, 1)).Path);
    }

    [Theory]
    [InlineData("10s", null)]
    [InlineData("0s", null)]
    [InlineData("1500ms", "not in whole seconds")]
    [InlineData("10", "say '10s'")]
    [InlineData("1m", "leaves no time of 's'")]
    public void A_warm_up_is_of_whole_seconds_and_shorter_than_the_load(string warmup, string? message)
    {
        string text = PlanText.WithModel("users: { count: 1, for: 1m }") + $"\nwarmup: {warmup}";
        if (message is null)
        {
            PlanText.Valid(text);
        }
        else
        {
            Assert.Contains(message, PlanText.OneProblem(text).Message, StringComparison.Ordinal);
        }
    }

    private static LoadModel Model(string model) => PlanText.Valid(PlanText.WithModel(model)).Load[0].Model;

    private static ArrivalModel Arrivals(string stages) => Assert.IsType<ArrivalModel>(Model("arrivals: " + stages));

    private static string Replay(int rates) => $"{{ replay: [ {string.Join(", ", Enumerable.Repeat("1/s", rates))} ], each: 1s }}";

    private static string Shared(string model, params int[] weights) =>
        $"version: 1\nname: p\n{model}\nload:\n" + string.Concat(weights.Select((w, i) =>
            string.Create(CultureInfo.InvariantCulture, $"  s{i}: {{ weight: {w}, flow: [ {{ get: / }} ] }}\n")));
}
