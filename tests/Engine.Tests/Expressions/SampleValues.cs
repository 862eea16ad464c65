using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Tests.Expressions;

/// <summary>An iteration whose variables are texts, or JSON where they begin with <c>[</c> or <c>{</c>.</summary>
internal sealed class SampleValues : Dictionary<string, string>, IEvaluationContext
{
    public DateTimeOffset Now { get; init; } = new(2025, 3, 4, 6, 30, 15, 250, TimeSpan.Zero);

    public long Iteration => 7;

    public long User => 3;

    public bool IsFeed(string name) => name == "accounts";

    public Value Column(string feed, string column) => Value.Of($"{feed}/{column}");

    public string Secret(string name) => $"secret-{name}";

    public ulong NextRandom() => 0;

    public Value Variable(string name) => !TryGetValue(name, out string? text) ? Value.Null
        : text is ['[' or '{', ..] ? Value.ReadJson(text)!.Value
        : Value.Of(text);
}
