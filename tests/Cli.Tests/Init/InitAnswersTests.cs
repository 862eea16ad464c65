using PerfFunctions.Cli.Init;
using PerfFunctions.Cli.Output;
using PerfFunctions.Engine.Objectives;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.Cli.Tests.Init;

public sealed class InitAnswersTests
{
    private static readonly InitOptions Nothing = new(null, null, null, null, null);

    private static readonly PlanDraft Draft =
        new(new Uri("https://shop.example"), "visit", "a test") { Requests = [new DraftRequest("Home", "/")] };

    [Fact]
    public void Without_a_person_and_options_the_plan_says_that_its_numbers_are_assumed()
    {
        string text = PlanWriter.Write(Draft, InitAnswers.Of(Nothing, Draft, null));
        ServiceObjectives objectives = PlanParser.Parse(text).Plan!.Objectives!;
        Journey journey = Assert.Single(objectives.Journeys);
        Assert.Equal((50, 10, TimeSpan.FromMilliseconds(500)), (journey.Users, journey.Throughput, journey.Latency[0].Limit));
        Assert.Equal((0.05, 3, null), (objectives.Growth!.PerMonth, objectives.Growth.PeakFactor, objectives.MonthlyCost));
        Assert.Matches("users: 50 +# assumed\n", text);
    }

    [Fact]
    public void Options_come_before_what_was_measured()
    {
        InitAnswers answers = InitAnswers.Of(new InitOptions("200", "1200/m", "-2%", "750.5", "1.5s"), Draft with { Rate = 7.123 }, null);
        Assert.Equal("7.1/s", InitAnswers.Of(Nothing, Draft with { Rate = 7.123 }, null).Rate.Text);
        PerfPlan plan = PlanParser.Parse(PlanWriter.Write(Draft, answers)).Plan!;
        Assert.Equal((200, 20, 750.5m, -0.02),
            (plan.Objectives!.Journeys[0].Users, plan.Objectives.Journeys[0].Throughput, plan.Objectives.MonthlyCost, plan.Objectives.Growth!.PerMonth));
        Assert.Equal(["visit.errors < 0.1%", "visit.latency.p95 < 1.5s", "visit.throughput >= 20/s"], plan.Budgets.Select(b => b.Expression));
    }

    [Fact]
    public void A_person_is_asked_again_until_the_answer_is_valid_and_sees_what_holds_otherwise()
    {
        List<string> asked = [];
        Queue<string> said = new(["many", "80", "10/s", "5%", "0", "500ms"]);
        InitAnswers answers = InitAnswers.Of(Nothing, Draft, (question, value) =>
        {
            asked.Add($"{question} [{value}]");
            return said.Dequeue();
        });
        Assert.Equal(new Answer("80", "given"), answers.Users);
        Assert.Equal(new Answer("10/s", "assumed"), answers.Rate);
        Assert.Equal(6, asked.Count);
        Assert.StartsWith("'many' is not valid; allowed: a whole number", asked[1], StringComparison.Ordinal);
        Assert.EndsWith("[500ms]", asked[5], StringComparison.Ordinal);
    }

    [Fact]
    public void All_wrong_options_are_reported_at_once()
    {
        CliException refused = Assert.Throws<CliException>(() => InitAnswers.Of(new InitOptions("0", "10", "-100%", "much", "0s"), Draft, null));
        Assert.Equal(["--users", "--rate", "--growth", "--monthly-cost", "--p95"], refused.Message.Split('\n').Select(line => line.Split(' ')[0]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public void The_load_is_more_than_the_objective_so_that_it_can_be_reached(int requests)
    {
        PlanDraft draft = Draft with { Requests = [.. Enumerable.Range(0, requests).Select(i => new DraftRequest($"r{i}", $"/{i}"))] };
        foreach (string rate in new[] { "0.1/s", "1/s", "500/s" })
        {
            PerfPlan plan = PlanParser.Parse(PlanWriter.Write(draft, InitAnswers.Of(Nothing with { Rate = rate }, draft, null))).Plan!;
            double arrivals = Assert.IsType<ArrivalModel>(plan.Load[0].Model).Stages[0].From;
            Assert.True(Math.Floor(arrivals * 60) * requests / 60 >= plan.Objectives!.Journeys[0].Throughput, rate);
        }
    }
}
