using PerfFunctions.Engine.Aggregation;

namespace PerfFunctions.Engine.Tests.Aggregation;

/// <summary>An error whose cause is known is told with what to do about it.</summary>
public sealed class ErrorAdviceTests
{
    [Theory]
    [InlineData("no free local port", "more shards")]
    [InlineData("too many open sockets", "raise the limit")]
    [InlineData("host not found", "spelling")]
    [InlineData("certificate not trusted: it expired on 2026-01-01", "authority")]
    [InlineData("certificate not trusted: it is for another name", "a name that it covers")]
    [InlineData("certificate not trusted: it has expired or is not valid yet", "renew the target's certificate")]
    [InlineData("certificate not trusted: its authority is unknown", "'tls: { authority")]
    [InlineData("certificate not trusted: none was sent", "check the port")]
    [InlineData("feed accounts has no rows left", "add rows")]
    [InlineData("capture id not found", "inspect the response")]
    [InlineData("timeout", "too slow at this load")]
    public void A_known_kind_has_its_count_and_its_advice(string kind, string advice)
    {
        string note = Assert.Single(ErrorAdvice.Of("browse", new Dictionary<string, long> { [kind] = 7, ["status 503"] = 2 }));
        Assert.StartsWith($"browse: 7 × {kind}: ", note, StringComparison.Ordinal);
        Assert.Contains(advice, note, StringComparison.Ordinal);
    }

    [Fact]
    public void The_most_frequent_comes_first_and_none_of_none() => Assert.Equal(
        ["browse: 9 × timeout", "browse: 2 × host not found"],
        ErrorAdvice.Of("browse", Counts(("host not found", 2), ("timeout", 9), ("feed a has no rows left", 0)))
            .Select(n => n[..n.IndexOf(": ", 8, StringComparison.Ordinal)]));

    private static Dictionary<string, long> Counts(params (string Kind, long Count)[] errors) =>
        errors.ToDictionary(e => e.Kind, e => e.Count);
}
