namespace PerfFunctions.Benchmarks.Target;

/// <summary>What the server answers.</summary>
internal static class Answer
{
    /// <summary>The body, 80 bytes.</summary>
    public static string Text { get; } = new('x', 80);

    /// <summary>The body of <c>/json</c>.</summary>
    public const string Json = """{"items":[{"id":1,"name":"lamp","price":49.5},{"id":2,"name":"chair","price":99}]}""";
}
