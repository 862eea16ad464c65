using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.JsonPaths;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Values;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans;

public class ExamplePlanTests
{
    private readonly PerfPlan _plan = PlanText.Valid(ExamplePlan.Yaml);

    [Fact]
    public void The_plan_that_the_documentation_shows_is_valid()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PerfFunctions.sln")))
        {
            folder = folder.Parent!;
        }

        string page = File.ReadAllText(Path.Combine(folder.FullName, "src", "PerfFunctions.Web", "docs", "plan.md")).ReplaceLineEndings("\n");
        string plan = page.Split("```yaml\n")[1].Split("```")[0];
        Assert.Equal(["browse", "checkout", "limit"], PlanText.Valid(plan).Load.Select(s => s.Name));
    }

    [Fact]
    public void The_top_level_is_read()
    {
        Assert.Equal("shop", _plan.Name);
        Assert.Equal("https://pr-{pr}.shop.example", _plan.Target);
        Assert.Equal(AuditTiming.BeforeLoad, _plan.Audits);
        Assert.Null(_plan.Shards);
        Assert.Equal(new Schedule("0 0 3 * * *"), _plan.Schedule);
        Page page = Assert.Single(_plan.Pages);
        Assert.Equal(("home", "/", DeviceProfile.Mobile, 5), (page.Name, page.Path, page.Conditions.Device, page.Runs));
        Assert.Equal(TimeSpan.FromMinutes(2), _plan.LoadDuration);
    }

    [Fact]
    public void Both_load_models_are_read()
    {
        ArrivalModel open = Assert.IsType<ArrivalModel>(_plan.Load[0].Model);
        Assert.Equal([new RateStage(50, 50, TimeSpan.FromMinutes(2))], open.Stages);
        Assert.Equal(500, open.InFlight);
        Assert.Equal([new UserStage(20, 20, TimeSpan.FromMinutes(2))], Assert.IsType<UserModel>(_plan.Load[1].Model).Stages);
    }

    [Fact]
    public void The_flow_is_read_with_checks_captures_and_a_json_body()
    {
        Scenario browse = _plan.Load[0];
        Assert.Equal([Value.Of(1), Value.Of(2), Value.Of(3)], browse.Variables["page"]);
        Assert.Equal(4, browse.Flow.Count);
        HttpStep products = Assert.IsType<HttpStep>(browse.Flow[1]);
        Assert.Equal(("GET", "/products?page=${page}"), (products.Method, products.Path));
        Assert.Equal([new StatusRange(200, 200)], products.Expect.Status);
        Assert.Equal([new CompareTest(ComparisonOperator.Contains, "\"\\\"items\\\"\"")], products.Expect.Body);
        Assert.Equal(new JsonCapture(JsonPath.Parse("$.items[0].id")), products.Captures["id"]);
        Assert.Equal(new PauseStep(TimeSpan.FromSeconds(1)), browse.Flow[2]);
        HttpStep cart = Assert.IsType<HttpStep>(browse.Flow[3]);
        Assert.Equal(("POST", new TextBody("""{"id":"${id}"}""", IsJson: true)), (cart.Method, cart.Body));
    }

    [Fact]
    public void The_budgets_are_read_with_their_lines()
    {
        Assert.Equal(7, _plan.Budgets.Count);
        BudgetRule first = _plan.Budgets[0];
        Assert.Equal(new MetricReference("browse", "latency", "p95"), first.Metric);
        Assert.Equal((BudgetOperator.Below, 300.0, 22), (first.Operator, first.Limit, first.Line));
        Assert.Equal(new MetricReference("home", "cls", "p50"), _plan.Budgets[4].Metric);
        Assert.Equal(170_000, _plan.Budgets[5].Limit);
        Assert.Equal((true, 0.1), (_plan.Budgets[6].IsRegression, _plan.Budgets[6].Limit));
    }
}
