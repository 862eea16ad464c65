using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.ServerMetrics;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans;

public class ServerPlanTests
{
    [Fact]
    public void A_series_has_its_unit_and_its_source()
    {
        IReadOnlyList<ServerMetric> server = PlanText.Valid(FullPlan.Yaml).Server;
        Assert.Equal(["cpu", "requests", "failures"], server.Select(m => m.Name));
        Assert.Equal([MetricUnit.Share, MetricUnit.Count, MetricUnit.PerSecond], server.Select(m => m.Unit.Unit));
        Assert.IsType<PrometheusSource>(server[0].Source);
        Assert.Equal(("Requests", AzureAggregation.Total), server[1].Source is AzureMetricSource azure ? (azure.Metric, azure.Aggregation) : default);
        Assert.IsType<AzureLogsSource>(server[2].Source);
    }

    [Fact]
    public void Every_mistake_is_reported_at_once_with_its_line()
    {
        PlanParseResult result = PlanParser.Parse(With("""
            server:
              Cpu: { prometheus: up }
              both: { prometheus: up, logs: { workspace: x, query: y } }
              unit: { prometheus: up, unit: percents }
              metric: { azure: { resource: /sub/1, metric: Cpu, aggregation: Mean } }
              logs: { logs: { workspace: mine } }
              none: { unit: ms }
            """));
        Assert.Equal(
            [
                ("server.Cpu", 6), ("server.both", 7), ("server.unit.unit", 8), ("server.metric.azure.resource", 9),
                ("server.metric.azure.aggregation", 9), ("server.logs.logs.workspace", 10), ("server.logs.logs.query", 10), ("server.none", 11),
            ],
            result.Problems.Select(p => (p.Path, p.Line)));
        Assert.Contains("did you mean 'percent'", result.Problems[2].Message, StringComparison.Ordinal);
        Assert.Contains("Average, Minimum, Maximum, Total, Count", result.Problems[4].Allowed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("load: { server: { arrivals: { rate: 1/s, for: 1s }, flow: [ { get: / } ] } }", "load.server")]
    [InlineData("pages: { server: { path: / } }", "pages.server")]
    public void No_scenario_and_no_page_can_have_the_name_of_the_systems_under_test(string part, string path)
    {
        PlanProblem problem = PlanText.OneProblem($"version: 1\nname: p\n{part}\n");
        Assert.Equal((path, "'server' is reserved for server-side metrics in budgets"), (problem.Path, problem.Message));
    }

    [Fact]
    public void Series_without_load_have_no_time_to_be_read_for()
    {
        PlanProblem problem = PlanText.OneProblem(PlanText.With("server: { cpu: { prometheus: up } }"));
        Assert.Equal(("server", "a plan with 'load'"), (problem.Path, problem.Allowed));
    }

    [Theory]
    [InlineData("server.cpu.max < 80", "say '80%'")]
    [InlineData("server.cpus.max < 80%", "did you mean 'cpu'")]
    [InlineData("server.cpu.maxi < 80%", "did you mean 'max'")]
    [InlineData("server < 80%", "the series is missing")]
    [InlineData("server.cpu regression < 10%", "'regression' is not supported for a server series")]
    [InlineData("server.cpu trend stable", "'trend' is not supported for a server series")]
    [InlineData("server.cpu.max < 80% from 30s to 90s", "the window ends after the load")]
    public void A_budget_that_cannot_be_answered_is_refused(string rule, string message)
    {
        PlanProblem problem = PlanText.OneProblem(With($"server: {{ cpu: {{ prometheus: up, unit: percent }} }}\nbudgets: [ {rule} ]"));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("server.cpu < 80%", "mean")]
    [InlineData("server.cpu.last < 80% from 30s to 1m", "last")]
    [InlineData("server.cpu.p99 < 350%", "p99")]
    public void A_budget_names_a_series_and_what_to_make_of_it(string rule, string aggregate)
    {
        PerfPlan plan = PlanText.Valid(With($"server: {{ cpu: {{ prometheus: up, unit: percent }} }}\nbudgets: [ {rule} ]"));
        Assert.Equal((MetricKind.Server, aggregate), (plan.Budgets[0].Kind, plan.Budgets[0].Metric.Aggregate));
    }

    private static string With(string lines) => $$"""
        version: 1
        name: p
        load:
          s: { arrivals: { rate: 1/s, for: 1m }, flow: [ { get: / } ] }
        {{lines}}
        """;
}
