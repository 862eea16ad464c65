using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Values;
using PerfFunctions.Load.Responses;

namespace PerfFunctions.Load.Scripts;

/// <summary>Runs a script once, before the first one of a plan: what is compiled then would end it as too long.</summary>
internal static class ScriptWarmUp
{
    private const int Runs = 20;

    private const string Source = """
        const list = JSON.parse('[{"price":1.5,"name":"a"}]').map(item => ({ ...item, id: `${item.name}-${random()}` }));
        let sum = 0;
        for (const { price } of list.filter(item => item.price > 0).sort((a, b) => a.price - b.price)) { sum += price; }
        try { null.x; } catch (error) { vars.error = String(error); }
        vars.sum = list.reduce((total, item) => total + item.price, sum) + Math.floor(random() * 10);
        vars.list = [...list, new Date(0).toISOString(),
          /(\w+)-/.exec(list[0].id)?.[1] ?? '', Object.entries(list[0]).flat().join()];
        check('done', Math.max(...list.map(item => item.price)) > 0 && new Map([['a', new Set([1])]]).has('a'));
        """;

    private static readonly Lazy<string?> Warm = new(Run);

    /// <summary>Warms up, or waits until it is done; why it failed, null when it did not.</summary>
    public static string? Once() => Warm.Value;

    private static string? Run()
    {
        PlanScript plan = new(Source, 1, IsBlock: true)
        {
            Variables = ["error", "sum", "list"],
            Assigned = ["error", "sum", "list"],
            Checks = ["done"],
        };
        CompiledScript script = new(plan, functions: null);
        string? failure = null;
        for (int i = 0; i < Runs; i++)
        {
            failure = new ScriptEngine().Run(script, new NoHost());
        }

        return failure;
    }

    private sealed class NoHost : IScriptHost
    {
        public long Iteration => 0;

        public long User => 0;

        public TimeSpan Elapsed => TimeSpan.Zero;

        public CaptureSource? Response => null;

        public double NextShare() => 0.5;

        public Value Variable(string name) => Value.Null;

        public Value Column(FeedColumn column) => Value.Null;

        public void Set(string name, Value value)
        {
        }

        public void Check(string name, bool holds)
        {
        }
    }
}
