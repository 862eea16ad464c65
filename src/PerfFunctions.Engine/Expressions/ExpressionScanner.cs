using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Expressions;

/// <summary>Takes the words, signs and literals of an expression, one by one.</summary>
/// <param name="text">The text that holds the expression.</param>
/// <param name="at">Where it begins.</param>
internal sealed class ExpressionScanner(string text, int at)
{
    private const int LongestShown = 20;

    // What others write for our words.
    private static readonly (string Sign, string Word)[] Foreign = [("&&", "and"), ("||", "or"), ("===", "=="), ("!", "not"), ("=", "==")];

    /// <summary>Where the text goes on.</summary>
    public int At { get; private set; } = at;

    /// <summary>Skips blanks; where the text goes on.</summary>
    public int SkipBlanks()
    {
        while (At < text.Length && char.IsWhiteSpace(text[At]))
        {
            At++;
        }

        return At;
    }

    /// <summary>Takes a word if it comes next.</summary>
    public bool TakeWord(string word)
    {
        SkipBlanks();
        int end = At + word.Length;
        bool isNext = text.AsSpan(At).StartsWith(word) && (end == text.Length || !IsOfName(text[end]));
        At = isNext ? end : At;
        return isNext;
    }

    /// <summary>Takes a sign if it comes next.</summary>
    public bool TakeSign(string sign)
    {
        SkipBlanks();
        bool isNext = text.AsSpan(At).StartsWith(sign);
        At += isNext ? sign.Length : 0;
        return isNext;
    }

    /// <summary>Takes one of some signs if it comes next.</summary>
    public char? TakeAnyOf(string signs)
    {
        SkipBlanks();
        return At < text.Length && signs.Contains(text[At], StringComparison.Ordinal) ? text[At++] : null;
    }

    /// <summary>Takes a number, which may be negative, if it comes next.</summary>
    public Value? TakeNumber()
    {
        int end = SkipBlanks();
        end += end < text.Length && text[end] == '-' ? 1 : 0;
        int digits = end;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || (text[end] == '.' && end > digits)))
        {
            end++;
        }

        if (end == digits || !Value.TryNumber(text[At..end], out _))
        {
            return null;
        }

        string number = text[At..end];
        if (end < text.Length && IsOfName(text[end]))
        {
            throw Problem(At, $"'{Shown(At)}' is not a number", "digits, with a '.' for fractions; a text stands in quotes");
        }

        At = end;
        return Value.ReadJson(number) ?? throw Problem(end - number.Length, $"'{number}' is not a number", "a number such as 5 or 0.5");
    }

    /// <summary>Takes a name.</summary>
    /// <param name="allowed">What may stand here.</param>
    public string Name(string allowed)
    {
        int start = SkipBlanks();
        while (At < text.Length && IsOfName(text[At]))
        {
            At++;
        }

        string name = text[start..At];
        return TextTemplate.IsVariableName(name) ? name : throw Unexpected(start, allowed);
    }

    /// <summary>Takes a text whose opening quote has been taken.</summary>
    public TextTemplate Quoted(char quote)
    {
        int start = At - 1;
        TextTemplate template = TemplateParser.Read(text, At, quote, out int end);
        At = end;
        return end > text.Length ? throw Problem(start, "the quote is not closed", $"a text between two {quote}") : template;
    }

    /// <summary>Takes a sign that must come next; that of code 0 stands for the end of the text.</summary>
    public void Expect(char sign)
    {
        int start = SkipBlanks();
        if (sign == '\0' ? start == text.Length : start < text.Length && text[start] == sign)
        {
            At += sign == '\0' ? 0 : 1;
            return;
        }

        throw start >= text.Length
            ? Problem(start, $"'{sign}' is missing at the end", $"'{sign}'")
            : Unexpected(start, sign == '\0' ? Expression.ConditionAllowed : $"'{sign}', or an operator such as + or and");
    }

    /// <summary>A problem with the expression.</summary>
    public static ExpressionFormatException Problem(int start, string message, string allowed) =>
        new(new ExpressionProblem(start + 1, message, allowed));

    private ExpressionFormatException Unexpected(int start, string allowed)
    {
        if (start >= text.Length)
        {
            return Problem(start, "something is missing at the end", allowed);
        }

        (string sign, string word) = Foreign.FirstOrDefault(f => text.AsSpan(start).StartsWith(f.Sign));
        return sign is null
            ? Problem(start, $"'{Shown(start)}' is not expected here", allowed)
            : Problem(start, $"'{sign}' is not an operator", $"'{word}'");
    }

    // A word, or else a sign.
    private string Shown(int start)
    {
        int end = start;
        while (end < text.Length && IsOfName(text[end]) && end - start < LongestShown)
        {
            end++;
        }

        return text[start..Math.Max(end, Math.Min(start + 1, text.Length))];
    }

    private static bool IsOfName(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
