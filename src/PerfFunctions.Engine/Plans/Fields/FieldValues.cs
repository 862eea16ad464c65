using System.Globalization;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Plans.Fields;

/// <summary>Reads single values; each reader reports a problem and returns null if the value is wrong.</summary>
internal static class FieldValues
{
    /// <summary>A text, quoted or not.</summary>
    public static string? Text(this Field field, string allowed, int longest)
    {
        if (field.Node is not ScalarNode scalar || field.IsEmpty)
        {
            field.RefuseKind("this must be a text", allowed);
            return null;
        }

        if (scalar.Text.Length > longest)
        {
            field.Refuse($"{scalar.Text.Length} characters are too many", $"at most {longest} characters");
            return null;
        }

        return scalar.Text;
    }

    /// <summary>A whole number without quotes.</summary>
    public static int? Whole(this Field field, int least, int most) => (int?)field.Long(least, most);

    /// <summary>A whole number without quotes, which may be a large one.</summary>
    public static long? Long(this Field field, long least, long most)
    {
        string allowed = least == most ? $"{least}" : $"a whole number from {least} to {most}";
        if (field.Node is not ScalarNode { IsPlain: true } scalar || field.IsEmpty ||
            !long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
        {
            field.RefuseKind("this must be a whole number", allowed);
            return null;
        }

        if (number < least || number > most)
        {
            field.Refuse("the number is out of range", allowed);
            return null;
        }

        return number;
    }

    /// <summary>A number without quotes.</summary>
    public static double? Number(this Field field, double least, double most)
    {
        string allowed = string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}");
        if (field.Node is not ScalarNode { IsPlain: true } scalar || field.IsEmpty ||
            !double.TryParse(
                scalar.Text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out double number))
        {
            field.RefuseKind("this must be a number", allowed);
            return null;
        }

        if (!(number >= least && number <= most))
        {
            field.Refuse("the number is out of range", allowed);
            return null;
        }

        return number;
    }

    /// <summary>One of a few words.</summary>
    public static T? Choice<T>(this Field field, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        string allowed = string.Join(", ", choices.Keys);
        if (field.Text(allowed, PlanLimits.TextLength) is not { } word)
        {
            return null;
        }

        if (choices.TryGetValue(word, out T value))
        {
            return value;
        }

        field.Refuse($"'{Short(word)}' is not one of the choices{Spelling.Hint(word, choices.Keys)}", allowed);
        return null;
    }

    /// <summary>True or false, without quotes.</summary>
    public static bool? Truth(this Field field)
    {
        bool? truth = field.Node is ScalarNode { IsPlain: true } scalar ? PlainValues.Truth(scalar.Text) : null;
        if (truth is null)
        {
            field.RefuseKind("this must be true or false, without quotes", "true, false");
        }

        return truth;
    }

    private static string Short(string word) => word.Length <= 40 ? word : string.Concat(word.AsSpan(0, 39), "…");
}
