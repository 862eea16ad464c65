using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans;

public class FeedPlanTests
{
    [Fact]
    public void Feeds_are_read_from_the_plan_or_named_for_later()
    {
        PerfPlan plan = PlanText.Valid(With("""
            feeds:
              accounts: { csv: "user,password\na,b\n", pick: unique }
              products: { json: [ { id: 1, name: x }, { name: 'y', id: 2.50 } ] }
              text: { json: '[{"a":1}]', pick: random }
              big: { from: https://host/users.CSV?v=1, columns: [ user, password ] }
            """, "/"));
        Assert.Equal([FeedPick.Unique, FeedPick.Sequential, FeedPick.Random, FeedPick.Sequential], plan.Feeds.Select(f => f.Pick));
        Assert.Equal([["a", "b"]], plan.Feeds[0].Rows);
        Assert.Equal([["1", "x"], ["2.50", "y"]], plan.Feeds[1].Rows);
        Assert.Equal(["user", "password"], plan.Feeds[3].Columns);
        Assert.Equal(new Uri("https://host/users.CSV?v=1"), plan.Feeds[3].From);
        Assert.Empty(plan.Feeds[3].Rows);
    }

    [Fact]
    public void Csv_may_have_another_separator()
    {
        PerfPlan plan = PlanText.Valid(With("""
            feeds:
              semicolon: { csv: "user;price\na;1,50\n", separator: ';' }
              tab: { csv: "user\tnote\nb\tx;y\n\n", separator: tab }
              fetched: { from: https://host/users.csv, columns: [ user ], separator: '|' }
            """, "/"));
        Assert.Equal([["a", "1,50"]], plan.Feeds[0].Rows);
        Assert.Equal([["b", "x;y"]], plan.Feeds[1].Rows);
        Assert.Equal('|', plan.Feeds[2].Separator);
    }

    [Theory]
    [InlineData("feeds: {}", "feeds", "no feed")]
    [InlineData("feeds: { a: {} }", "feeds.a", "source of the rows is missing")]
    [InlineData("feeds: { a: { csv: \"x\\n1\", json: [ { x: 1 } ] } }", "feeds.a",
        "only one is allowed, but there are: csv, json")]
    [InlineData("feeds: { a-b: { csv: \"x\\n1\" } }", "feeds.a-b", "not a feed name")]
    [InlineData("feeds: { a: { csv: \"x\\n1\", pick: uniqe } }", "feeds.a.pick", "did you mean 'unique'")]
    [InlineData("feeds: { a: { csv: \"x\\n1\", columns: [ x ] } }", "feeds.a.columns", "only applies to a feed that is fetched")]
    [InlineData("feeds: { a: { csv: \"x,y\\n1\" } }", "feeds.a.csv", "line 2: 1 values for 2 columns")]
    [InlineData("feeds: { a: { json: [ { x: { y: 1 } } ] } }", "feeds.a.json", "row 1: 'x'")]
    [InlineData("feeds: { a: { csv: \"x\\n1\", separator: ':' } }", "feeds.a.separator", "not one of the choices")]
    [InlineData("feeds: { a: { json: [ { x: 1 } ], separator: ';' } }", "feeds.a.separator", "JSON has no separator")]
    [InlineData("feeds: { a: { from: /users.csv, columns: [ x ] } }", "feeds.a.from", "not an absolute")]
    [InlineData("feeds: { a: { from: 'https://u:p@host/users.csv', columns: [ x ] } }", "feeds.a.from", "not an absolute")]
    [InlineData("feeds: { a: { from: https://host/users.xml, columns: [ x ] } }", "feeds.a.from", "no known file extension")]
    [InlineData("feeds: { a: { from: https://host/users.csv } }", "feeds.a.columns", "missing")]
    [InlineData("feeds: { a: { from: https://host/users.csv, columns: [ x, x ] } }", "feeds.a.columns[1]", "twice")]
    public void A_wrong_feed_is_one_problem(string feeds, string path, string message)
    {
        PlanProblem problem = PlanText.OneProblem(With(feeds, "/"));
        Assert.Equal(path, problem.Path);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/${acounts.user}", "there is no feed 'acounts'; did you mean 'accounts'?")]
    [InlineData("/${accounts.usr}", "the feed 'accounts' has no column 'usr'; did you mean 'user'?")]
    public void Unknown_feeds_and_columns_are_reported_at_their_line(string path, string message)
    {
        PlanProblem problem = PlanText.OneProblem(With("feeds: { accounts: { csv: \"user,id\\na,b\" } }", path));
        Assert.Equal((message, "load.s.flow[0].get", 8), (problem.Message, problem.Path, problem.Line));
    }

    [Fact]
    public void Columns_of_a_broken_feed_are_no_problems_on_top() =>
        PlanText.OneProblem(With("feeds: { accounts: { csv: \"user,id\\na\" } }", "/${accounts.user}"));

    [Theory]
    [InlineData("users: { count: 3, for: 1s }", null)]
    [InlineData("users: { count: 4, for: 1s }", "'s' has 4 users")]
    [InlineData("users: { count: 4, shared: 4, for: 1s }", "'s' has 4 users")]
    [InlineData("arrivals: { rate: 0.3/s, for: 10s }", null)]
    [InlineData("arrivals: { rate: 4/s, for: 1s }", "'s' has 4 arrivals")]
    [InlineData("preset: breakpoint\n    rate: 100/s\n    until: errors > 1% for 1s", null)]
    public void Unique_rows_that_cannot_last_are_refused_before_the_run(string model, string? message)
    {
        string feeds = "feeds: { accounts: { csv: \"user\\na\\nb\\nc\", pick: unique } }";
        string text = With(feeds, "/${accounts.user}", model);
        if (message is null)
        {
            PlanText.Valid(text);
            return;
        }

        PlanProblem problem = PlanText.OneProblem(text);
        Assert.Equal(("feeds.accounts", 3), (problem.Path, problem.Line));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        PlanText.Valid(With(feeds, "/", model));
    }

    private static string With(string feeds, string path, string model = "users: { count: 1, for: 1s }") => $$"""
        version: 1
        name: p
        {{feeds}}
        load:
          s:
            {{model}}
            flow:
              - get: '{{path}}'
        """;
}
