namespace PerfFunctions.Engine.Values;

/// <summary>What is the same for all iterations: the secrets, and variables that no iteration sets.</summary>
/// <param name="secrets">Values by name.</param>
/// <param name="variables">Values by name; null for none.</param>
public sealed class ConstantContext(IReadOnlyDictionary<string, string> secrets, IReadOnlyDictionary<string, Value>? variables = null)
    : IEvaluationContext
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
    public Value Variable(string name) => variables?.GetValueOrDefault(name) ?? Value.Null;

    /// <inheritdoc />
    public Value Column(string feed, string column) => Value.Null;

    /// <inheritdoc />
    public string Secret(string name) => secrets.GetValueOrDefault(name) ?? "";

    /// <inheritdoc />
    public ulong NextRandom() => 0;
}
