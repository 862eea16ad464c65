using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans;

/// <summary>Words of other tools are one problem each, which says what a plan writes.</summary>
public class ForeignWordTests
{
    [Theory]
    [InlineData("- think: 2\n- get: /", "load.s.flow[0].think", "unknown key 'think'; write pause: 2s")]
    [InlineData("- { sleep: 1 }\n- get: /", "load.s.flow[0].sleep", "unknown key 'sleep'; write pause: 2s")]
    [InlineData("- { get: /, params: { a: 1 } }", "load.s.flow[0].params", "unknown key 'params'; write query: { page: 2 }")]
    [InlineData("- { get: /, extract: { id: $.id } }", "load.s.flow[0].extract", "unknown key 'extract'; write capture: { id: $.id }")]
    [InlineData("- { get: /, embeddedResources: true }", "load.s.flow[0].embeddedResources", "unknown key 'embeddedResources'; write resources: true")]
    [InlineData("- { get: /, inferHtmlResources: true }", "load.s.flow[0].inferHtmlResources", "unknown key 'inferHtmlResources'; write resources: true")]
    [InlineData("- { loop: 3, steps: [ { get: / } ] }\n- get: /", "load.s.flow[0].loop", "unknown key 'loop'; write repeat: 3 with do", 2)]
    public void In_a_flow(string flow, string path, string message, int problems = 1) => Check(PlanText.WithFlow(flow), path, message, problems);

    [Theory]
    [InlineData("vus: 20", "vus", "unknown key 'vus'; write users: { count: 20, for: 2m }")]
    [InlineData("stages: [ { duration: 1m, target: 20 } ]", "stages", "unknown key 'stages'; write users or arrivals as a list")]
    [InlineData("arrivalRate: 10", "arrivalRate", "unknown key 'arrivalRate'; write arrivals: { rate: 50/s, for: 2m }")]
    [InlineData("loops: 5", "loops", "unknown key 'loops'; write users: { count: 20, iterations: 10, for: 10m }")]
    public void In_a_scenario(string key, string path, string message) => Check(
        $"version: 1\nname: p\nload:\n  s:\n    {key}\n    flow: [ {{ get: / }} ]", $"load.s.{path}", message, 1);

    [Theory]
    [InlineData("thresholds: { http_req_duration: [ 'p(95)<500' ] }", "thresholds", "unknown key 'thresholds'; write budgets:")]
    [InlineData("payload: { path: users.csv }", "payload", "unknown key 'payload'; write feeds:")]
    public void At_the_top(string key, string path, string message) => Check(PlanText.WithFlow("- get: /") + $"\n{key}", path, message, 1);

    private static void Check(string text, string path, string message, int problems)
    {
        IReadOnlyList<PlanProblem> found = Engine.Plans.Reading.PlanParser.Parse(text).Problems;
        Assert.Equal(problems, found.Count);
        PlanProblem problem = found.Single(p => p.Path == path);
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
        Assert.True(problem.Line > 0);
    }
}
