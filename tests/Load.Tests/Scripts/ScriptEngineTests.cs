using PerfFunctions.Load.Scripts;

namespace PerfFunctions.Load.Tests.Scripts;

/// <summary>Values in and out of scripts, and how scripts fail.</summary>
public sealed class ScriptEngineTests
{
    [Theory]
    [InlineData("5", "number", "5")]
    [InlineData("0.1", "number", "0.1")]
    [InlineData("1700000000000000", "number", "1700000000000000")]
    [InlineData("-1e30", "number", "-1e+30")]
    [InlineData("\"text\"", "string", "\"text\"")]
    [InlineData("\"a \\\" b\"", "string", "\"a \\\" b\"")]
    [InlineData("true", "boolean", "true")]
    [InlineData("false", "boolean", "false")]
    [InlineData("null", "object", "null")]
    [InlineData("[1,\"a\",null,[true]]", "object", "[1,\"a\",null,[true]]")]
    [InlineData("{\"a\":{\"b\":1}}", "object", "{\"a\":{\"b\":1}}")]
    public void Values_keep_their_kinds_on_the_way_in_and_out(string value, string kind, string copy)
    {
        ScriptBench bench = new("vars.kind = typeof vars.a; vars.copy = vars.a;", null, ("a", value));

        Assert.Null(bench.Run());
        Assert.Equal($"\"{kind}\"", bench["kind"]);
        Assert.Equal(copy, bench["copy"]);
        Assert.Equal(value, bench["a"]);
    }

    [Theory]
    [InlineData("undefined", "null")]
    [InlineData("() => 1", "null")]
    [InlineData("Symbol('a')", "null")]
    [InlineData("NaN", "null")]
    [InlineData("1 / 0", "null")]
    [InlineData("new Date(0)", "\"1970-01-01T00:00:00.000Z\"")]
    [InlineData("[undefined, () => 1, NaN]", "[null,null,null]")]
    [InlineData("({ a: undefined, b: () => 1, c: 1 })", "{\"c\":1}")]
    [InlineData("new Map([[1, 2]])", "{}")]
    [InlineData("JSON.stringify({ a: [1, 'ü<>'] })", "\"{\\\"a\\\":[1,\\\"ü<>\\\"]}\"")]
    [InlineData("[3, 1, 2].sort().join('-') + [1, [2, [3]]].flat(2) + [1, null, [2]]", "\"1-2-31,2,31,,2\"")]
    [InlineData("'ab'.repeat(2) + 'x'.padStart(3, '-') + 'x'.padEnd(2)", "\"abab--xx \"")]
    [InlineData("iteration + user + random()", "10.25")]
    [InlineData("Math.random()", "0.25")]
    public void What_a_script_makes_is_what_JSON_can_say_of_it(string expression, string value)
    {
        ScriptBench bench = new($"vars.made = {expression};");

        Assert.Null(bench.Run());
        Assert.Equal(value, bench["made"]);
    }

    [Fact]
    public void A_changed_list_is_kept_and_one_that_was_only_read_stays_as_it_was()
    {
        ScriptBench bench = new(
            "vars.changed.push(4); vars.order.state = 'paid'; vars.seen = vars.large[0].id > 5 && vars.id > 5; if (vars.seen === 7) { vars.id = 1; }",
            null,
            ("changed", "[1]"),
            ("order", "{\"state\":\"open\"}"),
            ("large", "[ { \"id\": 12345678901234567890 } ]"),
            ("id", "12345678901234567890"));

        Assert.Null(bench.Run());
        Assert.Equal("[1,4]", bench["changed"]);
        Assert.Equal("{\"state\":\"paid\"}", bench["order"]);
        Assert.Equal("[ { \"id\": 12345678901234567890 } ]", bench["large"]);
        Assert.Equal("12345678901234567890", bench["id"]);
        Assert.Equal("true", bench["seen"]);
    }

    [Fact]
    public void What_a_script_may_set_is_null_until_it_does()
    {
        ScriptBench bench = new("if (iteration > 100) { vars.later = 1; }");

        Assert.Null(bench.Run());
        Assert.Equal("null", bench["later"]);
    }

    [Fact]
    public void Scripts_call_the_functions_of_the_plan_and_make_checks()
    {
        ScriptBench bench = new(
            "vars.sum = sum(vars.list); check('is six', vars.sum === 6); check('is more', vars.sum > 6); return; vars.sum = 0;",
            "function sum(list) { return list.reduce((a, b) => a + b, 0); }",
            ("list", "[1,2,3]"));

        Assert.Null(bench.Run());
        Assert.Equal("6", bench["sum"]);
        Assert.Equal([("is six", true), ("is more", false)], bench.Checks);
    }

    [Theory]
    [InlineData("fail('out of stock');", "out of stock")]
    [InlineData("try { fail('a'); } catch { } finally { }", "a")]
    [InlineData("fail('\\n\\u0007');", "the script failed")]
    [InlineData("fail();", "the script failed")]
    [InlineData("null.price;", "script line 9: TypeError: Cannot read properties of null (reading 'price')")]
    [InlineData("unknown();", "script line 9: ReferenceError: unknown is not defined")]
    [InlineData("let a;\n\n    throw new RangeError('far');", "script line 11: RangeError: far")]
    [InlineData("throw 'text';", "script line 9: text")]
    [InlineData("throw 5;", "script line 9: number was thrown")]
    [InlineData("throw { get name() { for (;;); } };", "script line 9: an object was thrown")]
    [InlineData("const e = new Error('a'); e.toString = () => { for (;;); }; throw e;", "script line 9: Error: a")]
    [InlineData("broken();", "functions line 13: TypeError: Cannot read properties of null (reading 'x')")]
    [InlineData("const a = {}; a.a = a; vars.a = a;", "script line 9: has a value that is nested more than 60 levels deep")]
    public void A_script_that_fails_says_where_and_why(string script, string failure) =>
        Assert.Equal(failure, new ScriptBench(script, "function broken() {\n  return null.x;\n}").Run());

    [Fact]
    public void A_reason_is_cut_to_what_can_be_counted() => Assert.Equal(
        new string('x', 100), new ScriptBench("fail('x'.repeat(5000));").Run());

    [Fact]
    public void After_a_failure_the_next_run_begins_anew()
    {
        ScriptBench bench = new("if (iteration === 7) { Object.prototype.leaked = 1; while (true) { } } vars.leaked = ({}).leaked === undefined;");

        Assert.Equal("script line 9: runs more than 100,000 statements", bench.Run());
        bench.Iteration = 8;
        Assert.Null(bench.Run());
        Assert.Equal("true", bench["leaked"]);
    }

    [Fact]
    public void The_warm_up_succeeds() => Assert.Null(ScriptWarmUp.Once());
}
