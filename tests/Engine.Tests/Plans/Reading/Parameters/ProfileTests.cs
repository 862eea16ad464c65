using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans.Reading.Parameters;

public class ProfileTests
{
    private const string Plan = """
        version: 1
        name: shop
        parameters: { users: 20, length: 2m, host: https://shop.example }
        profiles:
          smoke: { parameters: { users: 1, length: 10s } }
          peak:
            parameters: { users: 400 }
            load: { browse: { arrivals: { rate: 200/s, for: 10m } }, search: { rate: 50/s } }
            shards: 4
            warmup: 5s
        target: '${host}'
        load:
          browse:
            users: { count: '${users}', for: '${length}' }
            flow: [ { get: / } ]
          search:
            preset: load
            rate: 5/s
            inFlight: 7
            flow: [ { get: / } ]
        schedule: { cron: '0 0 3 * * *', profile: peak }
        pullRequests: { profile: smoke }
        """;

    [Theory]
    [InlineData(null, null, 20)]
    [InlineData("smoke", null, 1)]
    [InlineData("smoke", "3", 3)]
    [InlineData(null, "3", 3)]
    public void What_is_set_comes_before_the_profile_and_the_profile_before_the_plan(string? profile, string? set, int users)
    {
        PerfPlan plan = Valid(Plan, profile, set is null ? [] : [("users", set)]);
        Assert.Equal((users, profile), (Assert.IsType<UserModel>(plan.Load[0].Model).Peak, plan.Profile));
        Assert.Equal($"{users}", plan.Parameters["users"]);
    }

    [Fact]
    public void A_profile_replaces_a_load_model_as_a_whole_and_other_keys_one_by_one()
    {
        PerfPlan plan = Valid(Plan, "peak");
        Assert.Equal(200, Assert.IsType<ArrivalModel>(plan.Load[0].Model).Stages[0].To);
        ArrivalModel search = Assert.IsType<ArrivalModel>(plan.Load[1].Model);
        Assert.Equal((50d, 7, LoadPreset.Load), (search.Stages.Max(s => s.To), search.InFlight, plan.Load[1].Preset));
        Assert.Equal((4, TimeSpan.FromSeconds(5)), (plan.Shards, plan.Warmup));

        PerfPlan users = Valid(Plan.Replace("search: { rate: 50/s }", "search: { users: { count: 2, for: 1m } }", StringComparison.Ordinal), "peak");
        Assert.Equal(2, Assert.IsType<UserModel>(users.Load[1].Model).Peak);
    }

    [Fact]
    public void A_profile_replaces_the_load_that_scenarios_share()
    {
        string plan = PlanText.WithModel("weight: 1") + "\narrivals: { rate: 9/s, for: 1m }\nprofiles: { few: { users: { count: 3, for: 1m } } }";
        Assert.IsType<ArrivalModel>(PlanText.Valid(plan).Load[0].Model);
        Assert.Equal(3, Assert.IsType<UserModel>(Valid(plan, "few").Load[0].Model).Peak);
    }

    [Theory]
    [InlineData("rate: 200/s", "rate: 200", 8, "profiles.peak.load.browse.arrivals.rate", "a bare number has no unit; say '200/s'")]
    [InlineData("users: 400", "users: many", 14, "load.browse.users.count", "must be a whole number (from parameter 'users') (in profile 'peak')")]
    [InlineData("users: 400", "usrs: 400", 7, "profiles.peak.parameters.usrs", "the plan has no parameter 'usrs'; did you mean 'users'?")]
    [InlineData("search: { rate", "serch: { rate", 8, "profiles.peak.load.serch", "the plan has no scenario 'serch'; did you mean 'search'?")]
    [InlineData("    shards: 4", "    flow: 4", 9, "profiles.peak.flow", "unknown key 'flow'")]
    [InlineData("warmup: 5s", "warmup: 1h", 10, "profiles.peak.warmup", "the warm-up leaves no time of 'search' to measure")]
    [InlineData("profile: peak", "profile: paek", 21, "schedule.profile", "the plan has no profile 'paek'; did you mean 'peak'?")]
    [InlineData("profile: smoke", "profile: smok", 22, "pullRequests.profile", "the plan has no profile 'smok'; did you mean 'smoke'?")]
    [InlineData("version: 1", "version: 2", 1, "version", "the number is out of range")]
    public void A_mistake_is_found_whichever_profile_runs_and_once(string from, string to, int line, string path, string message)
    {
        string plan = Plan.Replace("browse: { arrivals: { rate: 200/s, for: 10m } }, ", message.Contains("whole number", StringComparison.Ordinal) ? "" : "browse: { arrivals: { rate: 200/s, for: 10m } }, ", StringComparison.Ordinal)
            .Replace(from, to, StringComparison.Ordinal);
        foreach (string? profile in new[] { null, "smoke", "peak" })
        {
            PlanProblem problem = Assert.Single(PlanParser.Parse(plan, new PlanSettings { Profile = profile }).Problems);
            Assert.Equal((line, path), (problem.Line, problem.Path));
            Assert.EndsWith(message, problem.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_mistake_of_two_profiles_names_both()
    {
        string plan = PlanText.WithModel("users: { count: 1, for: 1m }") +
            "\nwarmup: 30s\nprofiles: { a: { load: { s: { users: { count: 1, for: 10s } } } }, b: { load: { s: { users: { count: 2, for: 10s } } } } }";
        Assert.EndsWith("(in profiles 'a', 'b')", PlanText.OneProblem(plan).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_that_the_plan_does_not_have_is_named()
    {
        PlanProblem problem = Assert.Single(PlanParser.Parse(Plan, new PlanSettings { Profile = "paek" }).Problems);
        Assert.Equal(
            ("profile", "the plan has no profile 'paek'; did you mean 'peak'?", "smoke, peak"), (problem.Path, problem.Message, problem.Allowed));
        problem = Assert.Single(PlanParser.Parse(PlanText.With(""), new PlanSettings { Profile = "peak" }).Problems);
        Assert.Equal("none: the plan has no 'profiles'", problem.Allowed);
    }

    [Fact]
    public void A_profile_may_give_what_the_plan_leaves_open()
    {
        string plan = Plan.Replace("host: https://shop.example", "host:", StringComparison.Ordinal);
        Assert.Equal(
            ["line 3: parameters.host", "line 21: schedule", "line 22: pullRequests"],
            PlanParser.Parse(plan).Problems.Select(p => $"line {p.Line}: {p.Path}"));
        plan = plan.Replace("users: 1,", "users: 1, host: https://smoke.example,", StringComparison.Ordinal)
            .Replace("users: 400 }", "users: 400, host: https://peak.example }", StringComparison.Ordinal);
        Assert.Equal("https://peak.example", Valid(plan, "peak").Target);
        Assert.Single(PlanParser.Parse(plan).Problems);
    }

    [Fact]
    public void A_pull_request_has_the_profile_that_the_plan_names_unless_another_is_chosen()
    {
        Assert.Equal("smoke", PlanParser.Parse(Plan, new PlanSettings { IsPullRequest = true }).Plan!.Profile);
        Assert.Equal("peak", PlanParser.Parse(Plan, new PlanSettings { IsPullRequest = true, Profile = "peak" }).Plan!.Profile);
        Assert.Equal(("peak", "smoke"), (PlanText.Valid(Plan).Schedule!.Profile, PlanText.Valid(Plan).PullRequestProfile));
    }

    [Fact]
    public void A_plan_that_was_read_before_is_the_same_and_its_other_profiles_are_left_alone()
    {
        var again = new PlanSettings { Profile = "peak", IsChecked = true };
        Assert.Equivalent(Valid(Plan, "peak"), PlanParser.Parse(Plan, again).Plan, strict: true);
        Assert.True(PlanParser.Parse(Plan.Replace("length: 10s", "length: 10", StringComparison.Ordinal), again).IsValid);
    }

    [Fact]
    public void A_line_of_what_a_profile_replaces_is_in_the_profile()
    {
        Assert.Equal(8, PlanLines.Find(Plan, "load.browse.arrivals", new PlanSettings { Profile = "peak" }));
        Assert.Equal(14, PlanLines.Find(Plan, "load.browse.users"));
    }

    [Fact]
    public void Runs_are_compared_by_what_profile_and_values_make_of_the_plan()
    {
        string plan = Plan + "\nbudgets: [ 'browse.latency.p95 < ${length}' ]";
        string own = PlanFingerprint.Of(plan);
        Assert.NotEqual(own, PlanFingerprint.Of(plan, new PlanSettings { Profile = "peak" }));
        Assert.NotEqual(own, Of(("users", "21")));
        Assert.Equal(own, Of(("users", "20")));

        // An address that is set may be that of the commit under test; one of a profile is another place.
        Assert.Equal(own, Of(("host", "https://pr-7.shop.example")));
        string staged = plan.Replace("profiles:", "profiles:\n  staging: { parameters: { host: https://staging.example } }\n  same: { parameters: { users: 20 } }", StringComparison.Ordinal);
        Assert.NotEqual(own, PlanFingerprint.Of(staged, new PlanSettings { Profile = "staging" }));
        Assert.Equal(own, PlanFingerprint.Of(staged, new PlanSettings { Profile = "same" }));

        string Of((string Name, string Value) set) => PlanFingerprint.Of(plan, new PlanSettings { Parameters = new Dictionary<string, string> { [set.Name] = set.Value } });
    }

    private static PerfPlan Valid(string text, string? profile, params (string Name, string Value)[] set)
    {
        PlanParseResult result = PlanParser.Parse(text, new PlanSettings { Profile = profile, Parameters = set.ToDictionary(v => v.Name, v => v.Value) });
        Assert.True(result.IsValid, string.Join('\n', result.Problems));
        return result.Plan;
    }
}
