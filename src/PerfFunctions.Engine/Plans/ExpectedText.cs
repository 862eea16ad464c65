using PerfFunctions.Engine.Units;

namespace PerfFunctions.Engine.Plans;

/// <summary>Words what a step expects of its response: <c>status 200; body with '"items"'; within 300ms; capture id</c>.</summary>
public static class ExpectedText
{
    /// <summary>The words.</summary>
    public static string Of(HttpStep step) => string.Join("; ", Parts(step));

    private static IEnumerable<string> Parts(HttpStep step)
    {
        Expectation expect = step.Expect;
        yield return StatusOf(expect.Status);
        if (expect.Body is { } body)
        {
            yield return $"body with '{body}'";
        }

        foreach ((string name, string text) in expect.Headers)
        {
            yield return text.Length == 0 ? $"header {name}" : $"header {name} with '{text}'";
        }

        if (expect.Within is { } within)
        {
            yield return $"within {Durations.Format(within)}";
        }

        foreach (string name in step.Captures.Keys)
        {
            yield return $"capture {name}";
        }
    }

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
