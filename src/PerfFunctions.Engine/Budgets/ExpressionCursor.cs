namespace PerfFunctions.Engine.Budgets;

/// <summary>Goes through the words of a budget's expression.</summary>
internal sealed class ExpressionCursor(string expression)
{
    private int _at;

    /// <summary>The characters up to the next one of <paramref name="stops"/>.</summary>
    public Word Next(string stops) => Take(expression.AsSpan(SkipBlanks()).IndexOfAny(stops));

    /// <summary>The characters that are all among <paramref name="set"/>; empty when the next one is not.</summary>
    public Word NextOf(string set) => Take(expression.AsSpan(SkipBlanks()).IndexOfAnyExcept(set));

    /// <summary>All that is left, without blanks around it.</summary>
    public Word Rest()
    {
        Word rest = Take(expression.Length - SkipBlanks());
        return rest with { Text = rest.Text.TrimEnd() };
    }

    private Word Take(int length)
    {
        int start = _at;
        _at = length < 0 ? expression.Length : start + length;
        return new Word(expression[start.._at], start + 1);
    }

    private int SkipBlanks()
    {
        while (_at < expression.Length && char.IsWhiteSpace(expression[_at]))
        {
            _at++;
        }

        return _at;
    }
}

/// <summary>A word of an expression and its column, from 1.</summary>
internal sealed record Word(string Text, int Column);
