using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Flows;
using PerfFunctions.Load.Shards;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Load.Tests.Flows;

/// <summary>The flow of a plan, made ready as a shard makes it ready, without anything that is sent.</summary>
internal sealed class ParsedFlow
{
    private readonly ScenarioContext _context;

    public ParsedFlow(
        string flow,
        string variables = "{}",
        TimeProvider? time = null,
        long seed = 4711,
        IReadOnlyDictionary<string, string>? secrets = null)
    {
        Scenario scenario = PlanText.Valid(PlanText.WithFlow(flow, variables)).Load[0];
        TimeProvider clock = time ?? TimeProvider.System;
        ShardWork work = new([scenario], new Uri("http://shop.example"), new ShardPart(0, 1), clock.GetUtcNow())
        {
            Seed = seed,
            Secrets = secrets ?? new Dictionary<string, string>(),
        };
        _context = new ScenarioContext(scenario, work, new RunClock(clock, clock.GetUtcNow()));
        Nodes = new FlowCompiler(_context).Compile(scenario.Flow);
    }

    public FlowNode[] Nodes { get; }

    /// <summary>An iteration that has just begun.</summary>
    public Iteration Begin(long number)
    {
        Iteration iteration = new(_context);
        iteration.Begin(number, number, isNewUser: true);
        return iteration;
    }

    /// <summary>A text as an iteration fills it in.</summary>
    public string Render(string text, long number = 0) => new CompiledText(text, _context).Render(Begin(number));

    /// <summary>A path as the first iteration fills it in.</summary>
    public string RenderAddress(string path) => new CompiledText(path, _context).RenderAddress(Begin(0));
}
