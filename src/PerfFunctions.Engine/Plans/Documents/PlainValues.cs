using System.Globalization;
using System.Text.RegularExpressions;

namespace PerfFunctions.Engine.Plans.Documents;

/// <summary>What an unquoted text stands for in YAML's core schema, which takes in JSON's.</summary>
internal static partial class PlainValues
{
    public static bool IsNull(string text) => text is "" or "~" or "null" or "Null" or "NULL";

    public static bool? Truth(string text) => text switch
    {
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ => null,
    };

    public static bool IsNumber(string text) => Number().IsMatch(text) || IsBased(text);

    /// <summary>A number as JSON writes it, with all its digits. Only for what <see cref="IsNumber"/> accepts.</summary>
    public static string JsonNumber(string text)
    {
        if (IsBased(text))
        {
            return Based(text);
        }

        Match match = Number().Match(text);
        string whole = match.Groups["whole"].Value.TrimStart('0');
        string fraction = match.Groups["fraction"].Value;
        return string.Concat(
            text[0] == '-' ? "-" : "",
            whole.Length == 0 ? "0" : whole,
            fraction.Length == 0 ? "" : "." + fraction,
            match.Groups["exponent"].Value);
    }

    /// <summary>True for infinities and not-a-number, which JSON has no way to write.</summary>
    public static bool IsNotFinite(string text) =>
        text.TrimStart('+', '-') is ".inf" or ".Inf" or ".INF" or ".nan" or ".NaN" or ".NAN";

    private static bool IsBased(string text) => BasedNumber().IsMatch(text);

    private static string Based(string text)
    {
        int bits = text[1] == 'x' ? 4 : 3;
        System.Numerics.BigInteger number = 0;
        foreach (char digit in text.AsSpan(2))
        {
            number = (number << bits) + int.Parse([digit], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }

        return number.ToString(CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^[-+]?(?<whole>[0-9]*)(?:(?<=[0-9])\.(?<fraction>[0-9]*)|\.(?<fraction>[0-9]+)|(?<=[0-9]))(?<exponent>(?:[eE][-+]?[0-9]+)?)\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"^(?:0o[0-7]{1,64}|0x[0-9a-fA-F]{1,64})\z", RegexOptions.CultureInvariant)]
    private static partial Regex BasedNumber();
}
