using System.Globalization;

namespace PerfFunctions.Engine.Plans;

/// <summary>
/// Statuses that a plan names together: <c>200</c>, <c>2xx</c> or <c>200-204</c>; with <c>!</c> in front, those that it excludes.
/// </summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
/// <param name="IsExcluded">Whether they are excluded.</param>
public readonly record struct StatusRange(int From, int To, bool IsExcluded = false)
{
    /// <summary>What a problem names as right.</summary>
    public const string Allowed =
        "a status from 100 to 599, a class such as 2xx or a range such as 200-204, in quotes with ! in front to exclude it, " +
        "such as '!5xx'; or a list of them";

    private const int ClassSize = 100;

    /// <summary>Reads statuses as a plan writes them.</summary>
    public static bool TryParse(string text, out StatusRange range)
    {
        bool isExcluded = text.StartsWith('!');
        string[] ends = text[(isExcluded ? 1 : 0)..].Split('-');
        range = ends.Length <= 2 && EndsOf(ends[0]) is { } first && EndsOf(ends[^1]) is { } last
            ? new StatusRange(first.From, last.To, isExcluded)
            : default;
        return range.From > 0 && range.From <= range.To;
    }

    /// <summary>Whether a status is one of them, excluded or not.</summary>
    public bool Contains(int status) => status >= From && status <= To;

    /// <summary>As a plan writes it, without <c>!</c>.</summary>
    public override string ToString() =>
        From == To ? From.ToString(CultureInfo.InvariantCulture)
        : From % ClassSize == 0 && To - From == ClassSize - 1 ? $"{(char)('0' + (From / ClassSize))}xx"
        : string.Create(CultureInfo.InvariantCulture, $"{From}-{To}");

    private static (int From, int To)? EndsOf(string text)
    {
        if (text.Length != 3 || text[0] is < '1' or > '5')
        {
            return null;
        }

        if (text.EndsWith("xx", StringComparison.OrdinalIgnoreCase))
        {
            int from = (text[0] - '0') * ClassSize;
            return (from, from + ClassSize - 1);
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int status) ? (status, status) : null;
    }
}
