using System.Globalization;
using PerfFunctions.Engine.Units;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Plans;

/// <summary>Words what a step expects of its response: <c>status 200; body with '"items"'; within 300ms; capture id</c>.</summary>
public static class ExpectedText
{
    /// <summary>The words.</summary>
    public static string Of(RequestStep step) => string.Join("; ", Parts(step));

    private static IEnumerable<string> Parts(RequestStep step)
    {
        yield return step.Match is { } match
            ? string.Join(" and ", Parts(match).Prepend("a message"))
            : StatusOf(step.Expect.Status);
        foreach (string part in Parts(step.Expect))
        {
            yield return part;
        }

        foreach (string name in step.Captures.Keys)
        {
            yield return $"capture {name}";
        }
    }

    private static IEnumerable<string> Parts(Expectation expect)
    {
        if (expect.Body.Count > 0)
        {
            yield return $"body {Of(expect.Body)}";
        }

        foreach (JsonExpectation json in expect.Json)
        {
            yield return $"{json.Path} {Of(json.Tests)}";
        }

        foreach ((string name, IReadOnlyList<ValueTest> tests) in expect.Headers)
        {
            yield return $"header {name} {Of(tests)}";
        }

        if (expect.Size is { } size)
        {
            yield return $"size {SignOf(size.Operator)} {Sizes.Format((long)size.Count)}";
        }

        if (expect.Within is { } within)
        {
            yield return $"within {Durations.Format(within)}";
        }
    }

    private static string Of(IEnumerable<ValueTest> tests) => string.Join(" and ", tests.Select(Of));

    private static string Of(ValueTest test) => test switch
    {
        CompareTest { Operator: ComparisonOperator.Contains } part => $"with {Shown(part.Json)}",
        CompareTest compared => $"{SignOf(compared.Operator)} {Shown(compared.Json)}",
        CountTest count => string.Create(CultureInfo.InvariantCulture, $"count {SignOf(count.Operator)} {count.Count}"),
        MatchTest match => $"matching '{match.Pattern}'",
        NotTest negated => $"not {Of(negated.Inner)}",
        ExistsTest { IsThere: true } => "there",
        _ => "not there",
    };

    private static string Shown(string json) => json is ['"', .., '"'] ? $"'{Value.ReadJson(json)?.Text}'" : json;

    private static string SignOf(ComparisonOperator op) => op switch
    {
        ComparisonOperator.Equal => "==",
        ComparisonOperator.Unequal => "!=",
        ComparisonOperator.Below => "<",
        ComparisonOperator.AtMost => "<=",
        ComparisonOperator.Above => ">",
        _ => ">=",
    };

    private static string StatusOf(IReadOnlyList<StatusRange> statuses)
    {
        string allowed = string.Join(" or ", statuses.Where(s => !s.IsExcluded));
        string excluded = string.Join(" and ", statuses.Where(s => s.IsExcluded));
        return statuses.Count == 0 ? "a status below 400"
            : excluded.Length == 0 ? $"status {allowed}"
            : allowed.Length == 0 ? $"any status except {excluded}"
            : $"status {allowed}, except {excluded}";
    }
}
