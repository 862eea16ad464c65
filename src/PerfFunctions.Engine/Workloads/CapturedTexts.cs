using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Workloads;

/// <summary>What a setup captured may be secret, such as a token: its texts are taken out of whatever is kept.</summary>
public static class CapturedTexts
{
    /// <summary>Most characters of all values together.</summary>
    public const int Longest = 1 << 16;

    // Shorter ones are numbers and states, and would be found in texts that have nothing to do with them.
    private const int Shortest = 8;

    /// <summary>The texts in values, at any depth, that are long enough to be secrets.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Value> values) =>
        [.. values.SelectMany(TextsIn).Where(text => text.Length >= Shortest).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> TextsIn(Value value)
    {
        if (value.Kind != ValueKind.Json)
        {
            return value.IsNull ? [] : [value.Text];
        }

        return (value.Items() ?? value.Members()).SelectMany(TextsIn);
    }
}
