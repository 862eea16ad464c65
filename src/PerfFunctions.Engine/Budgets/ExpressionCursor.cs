namespace PerfFunctions.Engine.Budgets;

/// <summary>Goes through the words of a budget or a condition.</summary>
internal sealed class ExpressionCursor(string expression)
{
    private int _at;

    /// <summary>The characters up to the next one of <paramref name="stops"/>.</summary>
    public Word Next(string stops) => Take(expression.AsSpan(SkipBlanks()).IndexOfAny(stops));

    /// <summary>The characters that are all among <paramref name="set"/>; empty when the next one is not.</summary>
    public Word NextOf(string set) => Take(expression.AsSpan(SkipBlanks()).IndexOfAnyExcept(set));

    /// <summary>A word of a length that is known.</summary>
    public Word Next(int length) => Take(SkipBlanks() + length > expression.Length ? -1 : length);

    /// <summary>What is left, from the next character that is not blank.</summary>
    public string Left => expression[SkipBlanks()..];

    /// <summary>What is left before a word of its own, or all when the word is not there; without blanks around it.</summary>
    public Word UpTo(string word)
    {
        int start = SkipBlanks();
        int end = Find(word, start);
        Word before = Take((end < 0 ? expression.Length : end) - start);
        return before with { Text = before.Text.TrimEnd() };
    }

    /// <summary>Goes past a word when it is the next one.</summary>
    public bool Skip(string word)
    {
        bool isNext = Find(word, SkipBlanks()) == _at;
        _at += isNext ? word.Length : 0;
        return isNext;
    }

    /// <summary>All that is left, without blanks around it.</summary>
    public Word Rest()
    {
        Word rest = Take(expression.Length - SkipBlanks());
        return rest with { Text = rest.Text.TrimEnd() };
    }

    private int Find(string word, int from)
    {
        int at = from - 1;
        do
        {
            at = expression.IndexOf(word, at + 1, StringComparison.Ordinal);
        }
        while (at >= 0 && !(IsBlank(at - 1) && IsBlank(at + word.Length)));
        return at;
    }

    private bool IsBlank(int at) => at < 0 || at >= expression.Length || char.IsWhiteSpace(expression[at]);

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
