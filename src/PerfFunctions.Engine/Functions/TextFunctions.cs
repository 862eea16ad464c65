using PerfFunctions.Engine.Text;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Functions;

/// <summary>Functions of texts and numbers.</summary>
public static class TextFunctions
{
    private const int MaxPadded = 1_000;
    private const int MaxDigits = 15;

    /// <summary>The functions.</summary>
    public static IReadOnlyList<Function> All { get; } =
    [
        Of("lower", "lower(text)", "the text in lower case", 1, a => Value.Of(a[0].Text.ToLowerInvariant())),
        Of("upper", "upper(text)", "the text in upper case", 1, a => Value.Of(a[0].Text.ToUpperInvariant())),
        Of("trim", "trim(text)", "the text without blanks at its ends", 1, a => Value.Of(a[0].Text.Trim())),
        Of("replace", "replace(text, 'a', 'b')", "the text with one part in place of another", 3,
            a => a[1].Text.Length == 0 ? null : Value.Of(a[0].Text.Replace(a[1].Text, a[2].Text, StringComparison.Ordinal))),
        Of("between", "between(text, '<b>', '</b>')", "what stands between two texts, the first time; null where they are missing", 3, Between),
        Of("pad", "pad(7, 5) or pad(name, 10, '_')", "the text with zeros, or another character, before it, up to a length of at most 1000", 2, Pad) with { MaxArguments = 3 },
        Of("round", "round(number) or round(number, 2)", "the number rounded, half away from zero", 1, Round) with { MaxArguments = 2 },
        Of("min", "min(a, b)", "the smaller number", 2, a => Smaller(a[0], a[1])),
        Of("max", "max(a, b)", "the greater number", 2, a => Smaller(a[0], a[1]) is not { } smaller ? null : smaller.Equals(a[0]) ? a[1] : a[0]),
    ];

    private static Function Of(string name, string form, string meaning, int arguments, Func<Value[], Value?> evaluate) =>
        new(name, form, meaning, (_, values) => evaluate(values.ToArray())) { MinArguments = arguments, MaxArguments = arguments };

    private static Value? Between(Value[] arguments) =>
        EnclosedText.All(arguments[0].Text, arguments[1].Text, arguments[2].Text).FirstOrDefault() is { } found ? Value.Of(found) : Value.Null;

    private static Value? Pad(Value[] arguments) =>
        arguments[1].TryNumber(out double length) && double.IsInteger(length) && length is >= 0 and <= MaxPadded
            && (arguments.Length == 2 || arguments[2].Text.Length == 1)
            ? Value.Of(arguments[0].Text.PadLeft((int)length, arguments.Length == 2 ? '0' : arguments[2].Text[0]))
            : null;

    private static Value? Round(Value[] arguments)
    {
        double digits = 0;
        bool isRight = arguments[0].TryNumber(out double number) && (arguments.Length == 1 || arguments[1].TryNumber(out digits));
        return isRight && double.IsInteger(digits) && digits is >= 0 and <= MaxDigits
            ? Value.Of(Math.Round(number, (int)digits, MidpointRounding.AwayFromZero))
            : null;
    }

    private static Value? Smaller(Value left, Value right) =>
        left.TryNumber(out double a) && right.TryNumber(out double b) ? a <= b ? left : right : null;
}
