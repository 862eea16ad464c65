using System.Globalization;

namespace PerfFunctions.Engine.Units;

/// <summary>A number and the unit after it, as a plan writes them: <c>1.5kB</c>, <c>50/s</c>, <c>0.5 %</c>.</summary>
/// <param name="Number">The number, not negative.</param>
/// <param name="Unit">The unit as written; empty for a bare number.</param>
/// <param name="Length">Characters read, without blanks after the unit.</param>
public readonly record struct Quantity(decimal Number, string Unit, int Length)
{
    private const int MaxDigits = 20;

    /// <summary>Reads the quantity that <paramref name="text"/> starts with; false when it starts with no number.</summary>
    /// <remarks>One unit is letters, <c>%</c>, or a slash and letters. Blanks between number and unit are allowed.</remarks>
    public static bool TryReadFirst(ReadOnlySpan<char> text, out Quantity quantity)
    {
        quantity = default;
        int end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
        {
            end++;
        }

        if (end is 0 or > MaxDigits || text[0] == '.' || text[end - 1] == '.' ||
            !decimal.TryParse(text[..end], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number))
        {
            return false;
        }

        int unitStart = end;
        while (unitStart < text.Length && text[unitStart] == ' ')
        {
            unitStart++;
        }

        int unitEnd = UnitEnd(text, unitStart);
        quantity = unitEnd == unitStart
            ? new Quantity(number, "", end)
            : new Quantity(number, text[unitStart..unitEnd].ToString(), unitEnd);
        return true;
    }

    /// <summary>Reads <paramref name="text"/> as one quantity and nothing else.</summary>
    public static bool TryRead(string text, out Quantity quantity)
    {
        string trimmed = text.Trim(' ');
        return TryReadFirst(trimmed, out quantity) && quantity.Length == trimmed.Length;
    }

    private static int UnitEnd(ReadOnlySpan<char> text, int start)
    {
        if (start < text.Length && text[start] == '%')
        {
            return start + 1;
        }

        int end = start < text.Length && text[start] == '/' ? start + 1 : start;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        return end;
    }
}
