using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Benchmarks.Engine;

/// <summary>Flows whose cost is measured.</summary>
internal static class MeasuredFlows
{
    /// <summary>One request without a name.</summary>
    public const string One = "one";

    /// <summary>A group of named requests.</summary>
    public const string Named = "named";

    /// <summary>The same, of which one captures a header and one uses it.</summary>
    public const string Captures = "captures";

    private const int Requests = 20;

    /// <summary>The flow of a name.</summary>
    public static IReadOnlyList<FlowStep> Of(string name, string path) => name switch
    {
        One => [Step("GET", path)],
        Named => [new GroupStep("all", [.. Enumerable.Range(0, Requests).Select(i => Step($"request {i}", path))])],
        _ =>
        [
            new GroupStep("all",
            [
                Step("request 0", path) with { Captures = new Dictionary<string, Capture> { ["server"] = new HeaderCapture("Server") } },
                Step("request 1", path) with { Headers = new Dictionary<string, string> { ["X-From"] = "${server}" } },
                .. Enumerable.Range(2, Requests - 2).Select(i => Step($"request {i}", path)),
            ]),
        ],
    };

    private static HttpStep Step(string name, string path) => new() { Name = name, Method = "GET", Path = path, Expect = new() { Status = [new StatusRange(200, 200)] } };
}
