namespace PerfFunctions.Engine.Values;

/// <summary>What is the same for all iterations: the secrets.</summary>
/// <param name="secrets">Values by name.</param>
public sealed class ConstantContext(IReadOnlyDictionary<string, string> secrets) : IEvaluationContext
{
    /// <summary>One in which no secret is set, to try a call that stands in a plan.</summary>
    public static ConstantContext WithoutSecrets { get; } = new(new Dictionary<string, string>());

    /// <inheritdoc />
    public DateTimeOffset Now => DateTimeOffset.UnixEpoch;

    /// <inheritdoc />
    public long Iteration => 0;

    /// <inheritdoc />
    public long User => 0;

    /// <inheritdoc />
    public bool IsFeed(string name) => false;

    /// <inheritdoc />
    public Value Variable(string name) => Value.Null;

    /// <inheritdoc />
    public Value Column(string feed, string column) => Value.Null;

    /// <inheritdoc />
    public string Secret(string name) => secrets.GetValueOrDefault(name) ?? "";

    /// <inheritdoc />
    public ulong NextRandom() => 0;
}
