using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PerfFunctions.Load.K6.Plans;

/// <summary>Times as k6 writes them: <c>1h30m</c>, <c>2m</c>, <c>1.5s</c>, <c>500ms</c>.</summary>
internal static partial class K6Duration
{
    /// <summary>Reads a time.</summary>
    public static bool TryParse(string text, out TimeSpan length)
    {
        length = TimeSpan.Zero;
        if (!Whole().IsMatch(text))
        {
            return false;
        }

        foreach (Match part in Part().Matches(text))
        {
            double number = double.Parse(part.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            length += part.Groups[2].Value switch
            {
                "d" => TimeSpan.FromDays(number),
                "h" => TimeSpan.FromHours(number),
                "m" => TimeSpan.FromMinutes(number),
                "s" or "" => TimeSpan.FromSeconds(number),
                _ => TimeSpan.FromMilliseconds(number),
            };
        }

        return true;
    }

    /// <summary>Whether a time is none.</summary>
    public static bool IsZero(JsonNode? node) => node is JsonValue value &&
        ((value.TryGetValue(out string? text) && TryParse(text, out TimeSpan length) && length == TimeSpan.Zero) || value.ToJsonString() == "0");

    [GeneratedRegex(@"^([0-9]{1,9}(\.[0-9]{1,9})?(d|h|ms|m|s)?)+$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"([0-9]+(?:\.[0-9]+)?)(d|h|ms|m|s)?")]
    private static partial Regex Part();
}
