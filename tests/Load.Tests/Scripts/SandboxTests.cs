namespace PerfFunctions.Load.Tests.Scripts;

/// <summary>What a script must not reach, and what must not stop the loop that runs it.</summary>
public sealed class SandboxTests
{
    private const string Nested = "let a = 1; for (let i = 0; i < 40; i++) a = [a, a];";
    private const string Endless = "const endless = { [Symbol.iterator]: () => [].values.call({ length: 2 ** 53 - 1 }) };";

    [Theory]
    [InlineData("while (true) { }", "runs more than 100,000 statements")]
    [InlineData("JSON.stringify({ toJSON() { for (;;); } })", "runs more than 100,000 statements")]
    [InlineData("try { for (;;); } catch { for (;;); } finally { for (;;); }", "runs more than 100,000 statements")]
    [InlineData("let s = 'x'; while (true) s += s;", "needs more than 8 MB of memory")]
    [InlineData("const all = []; while (true) all.push('x'.repeat(1000));", "needs more than 8 MB of memory")]
    [InlineData("'x'.repeat(1e9)", "makes a text of more than 1,000,000 characters")]
    [InlineData("let n = 1e8; 'x'.repeat({ valueOf: () => n *= 2 })", "makes a text of more than 1,000,000 characters")]
    [InlineData("let n = 1; 'x'.repeat({ valueOf: () => n *= 1e5 }).repeat(100)", "makes a text of more than 1,000,000 characters")]
    [InlineData("'x'.padEnd(1e8)", "makes a text of more than 1,000,000 characters")]
    [InlineData("Array(90000).join('x'.repeat(10000))", "makes a text of more than 1,000,000 characters")]
    [InlineData("'x'.repeat(1e5).replaceAll('x', 'y'.repeat(1e5))", "needs more than 8 MB of memory")]
    [InlineData("new Array(1e9).fill(0)", "a list has more than 100,000 items")]
    [InlineData("const f = () => f(); f();", "more than 100 functions call each other")]
    [InlineData("/(a+)+$/.test('a'.repeat(40) + 'b')", "a regular expression takes too long")]
    [InlineData("('a'.repeat(24) + 'c').repeat(1000).replace(/(?:(a+)+b|a*c)/g, '')", "a regular expression takes too long")]
    [InlineData($"{Nested} JSON.stringify(a)", "(needs more than 8 MB of memory|takes longer than 100 ms)")]
    [InlineData($"{Nested} String(a)", "(needs more than 8 MB of memory|takes longer than 100 ms|makes a text of more)")]
    [InlineData($"{Nested} 'x' + a", "(needs more than 8 MB of memory|takes longer than 100 ms|makes a text of more)")]
    [InlineData($"{Nested} a.flat(Infinity)", "(needs more than 8 MB of memory|takes longer than 100 ms)")]
    [InlineData($"{Nested} vars.a = a", "(needs more than 8 MB of memory|takes longer than 100 ms)")]
    [InlineData("let a = {}; for (let i = 0; i < 9000; i++) a = { a }; JSON.stringify(a)", "nested more than 60 levels deep")]
    [InlineData("const a = []; a.push(a); String(a)", "(nested too deeply|needs more than 8 MB of memory|takes longer than 100 ms)")]
    [InlineData("const make = () => ({ toJSON: () => ({ a: make() }) }); JSON.stringify(make())", "nested more than 60 levels deep")]
    [InlineData($"{Endless} new Set(endless)", ".")]
    [InlineData($"{Endless} new Map(endless)", ".")]
    [InlineData($"{Endless} new WeakSet(endless)", ".")]
    [InlineData($"{Endless} [...endless]", ".")]
    [InlineData($"{Endless} Array.from(endless)", ".")]
    [InlineData($"{Endless} for (const x of endless);", ".")]
    [InlineData($"{Endless} endless[Symbol.iterator]().drop(1e15).next()", "TypeError")]
    [InlineData($"{Endless} endless[Symbol.iterator]().forEach(isNaN)", "TypeError")]
    [InlineData($"{Endless} new Set().union({{ size: 1, has: isNaN, keys: () => endless[Symbol.iterator]() }})", "TypeError")]
    [InlineData("const loop = { [Symbol.iterator]: () => ({ next: Object }) }; new Set(loop)", ".")]
    [InlineData("const loop = { [Symbol.iterator]: () => ({ next: Object }) }; function* all() { yield* loop; } for (const x of all());", ".")]
    [InlineData("const loop = { [Symbol.iterator]: () => ({ next: Object }) }; const [...all] = loop;", ".")]
    [InlineData("Array.prototype.forEach.call({ length: 2 ** 53 - 1 }, isFinite)", ".")]
    [InlineData("Array.prototype.reverse.call({ length: 2 ** 53 - 1 })", ".")]
    [InlineData("Array.prototype.findIndex.call({ length: 2 ** 53 - 1 }, isFinite)", ".")]
    [InlineData("Array.prototype.join.call({ length: 2 ** 53 - 1 }, '')", ".")]
    [InlineData("Array.prototype.flat.call({ length: 2 ** 53 - 1 })", ".")]
    [InlineData("Array.prototype.copyWithin.call({ length: 2 ** 53 - 1 }, 0, 1)", ".")]
    [InlineData("const a = []; a.length = 4294967295; a.reduce(isNaN)", ".")]
    [InlineData("const a = []; a.length = 4294967295; vars.a = a", ".")]
    [InlineData("String.raw({ raw: { length: 1e9 } })", ".")]
    public void A_script_that_takes_too_much_is_ended(string script, string failure)
    {
        ScriptBench bench = new($"{script}\nvars.done = 1;", null, ("a", "0"))
        {
            IsTimed = failure == "." || failure.Contains("100 ms", StringComparison.Ordinal),
        };

        string? reason = bench.Run();

        Assert.StartsWith("script line ", reason);
        Assert.Matches(failure, reason);
        Assert.Equal("unset", bench["done"]);
        Assert.Equal("0", bench["a"]);
    }

    // The engine's own recursion and loops: a stack that is used up would end the process, and a loop without end the run.
    [Theory]
    [InlineData("let a = []; for (let i = 0; i < 9000; i++) a = [a]; String(a)")]
    [InlineData("Array.prototype.every.call({ length: 2 ** 53 - 1 }, isFinite)")]
    [InlineData("Array.prototype.findLast.call({ length: 2 ** 53 - 1 }, isNaN)")]
    [InlineData("Array.prototype.concat.call([], { length: 2 ** 53 - 1, [Symbol.isConcatSpreadable]: true })")]
    [InlineData("const a = []; a.length = 4294967295; a.sort()")]
    [InlineData("const a = []; a.length = 4294967295; a.lastIndexOf(1)")]
    [InlineData("let f = x => x; for (let i = 0; i < 12000; i++) f = f.bind(null); f(1)")]
    [InlineData("let o = {}; for (let i = 0; i < 20000; i++) o = Object.create(o); o.x")]
    [InlineData("new RegExp('('.repeat(20000) + ')'.repeat(20000)).test('x')")]
    public void A_script_that_builds_deep_or_long_values_comes_to_its_end(string script) => AssertEnds(script, runs: 1);

    [Theory]
    [InlineData("let f = globalThis.f || (x => x); for (let i = 0; i < 15000; i++) f = f.bind(null); globalThis.f = f; f(1)")]
    [InlineData("let a = globalThis.a || []; for (let i = 0; i < 9000; i++) a = [a]; globalThis.a = a; String(a)")]
    [InlineData("let p = globalThis.p || {}; for (let i = 0; i < 20000; i++) p = Object.create(p); globalThis.p = p; p.missing; 'x' in p")]
    [InlineData("let g = globalThis.g || [1].values(); for (let i = 0; i < 9000; i++) g = (function* (inner) { yield* inner; })(g); globalThis.g = g; g.next()")]
    public void Values_that_grow_from_run_to_run_come_to_their_end(string script) => AssertEnds(script, runs: 12);

    [Theory]
    [InlineData("constructor.constructor('return process')()")]
    [InlineData("(() => {}).constructor('return 1')()")]
    [InlineData("(function* () {}).constructor('return 1')()")]
    [InlineData("globalThis.eval('1')")]
    [InlineData("new Function('return 1')()")]
    [InlineData("require('fs')")]
    [InlineData("System.IO.File.ReadAllText('/etc/passwd')")]
    [InlineData("importNamespace('System')")]
    [InlineData("fetch('http://localhost')")]
    [InlineData("vars.a.constructor.constructor('return 1')()")]
    [InlineData("fail.constructor('return 1')()")]
    [InlineData("random.GetType()")]
    [InlineData("undeclared = 1")]
    public void A_script_reaches_nothing_outside_of_it(string script)
    {
        ScriptBench bench = new(script, null, ("a", "0"));

        Assert.Matches("^script line 9: (ReferenceError|TypeError|EvalError|Error)", bench.Run());
    }

    [Theory]
    [InlineData("Promise")]
    [InlineData("Proxy")]
    [InlineData("Atomics")]
    [InlineData("SharedArrayBuffer")]
    [InlineData("ArrayBuffer")]
    [InlineData("Uint8Array")]
    [InlineData("ShadowRealm")]
    [InlineData("BigInt")]
    [InlineData("WeakRef")]
    [InlineData("Intl")]
    [InlineData("eval")]
    [InlineData("System")]
    [InlineData("setTimeout")]
    public void What_waits_or_has_no_bound_is_not_there(string name)
    {
        ScriptBench bench = new($"vars.kind = typeof {name};");

        Assert.Null(bench.Run());
        Assert.Equal("\"undefined\"", bench["kind"]);
    }

    [Fact]
    public void An_engine_is_replaced_before_what_scripts_leave_in_it_has_grown()
    {
        ScriptBench bench = new("globalThis.kept = [globalThis.kept, 'x'.repeat(1000)]; vars.first = kept[0] === undefined;");
        List<string> first = [];
        for (int i = 0; i < 2_000 && first.Count(f => f == "true") < 2; i++)
        {
            Assert.Null(bench.Run());
            first.Add(bench["first"]);
        }

        Assert.Equal("true", first[0]);
        Assert.Contains("true", first.Skip(1));
    }

    private static void AssertEnds(string script, int runs)
    {
        ScriptBench bench = new($"{script};\nvars.a = iteration;", null, ("a", "0")) { IsTimed = true };
        for (int i = 0; i < runs; i++)
        {
            string? reason = bench.Run();
            Assert.True(reason is null || reason.StartsWith("script line 9: ", StringComparison.Ordinal), reason);
        }
    }
}
