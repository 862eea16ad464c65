namespace PerfFunctions.Engine.Text;

/// <summary>Counts the places of a regular expression with its counted repeats written out, without judging whether it is one.</summary>
internal sealed class PatternPositions(string pattern)
{
    // Past every limit, and far from where a product of such counts would overflow.
    private const long Most = 1_000_000_000;

    private int _at;

    /// <summary>Whether it asks to be read with blanks and comments in it, which is not how it was counted.</summary>
    public bool HasFreeSpacing { get; private set; }

    /// <summary>How many.</summary>
    public long Count()
    {
        long all = 0;
        while (_at < pattern.Length)
        {
            // The compiler of the pattern reports a bracket that closes nothing.
            all = Math.Min(Most, all + Sequence());
            _at++;
        }

        return all;
    }

    private long Sequence()
    {
        long sum = 0;
        while (_at < pattern.Length && pattern[_at] != ')')
        {
            sum = Math.Min(Most, sum + (Atom() * Repeats()));
        }

        return sum;
    }

    private long Atom()
    {
        switch (pattern[_at++])
        {
            case '(' when pattern.AsSpan(_at).StartsWith("?#"):
                int end = pattern.IndexOf(')', _at);
                _at = end < 0 ? pattern.Length : end + 1;
                return 0;
            case '(':
                NoteOptions();
                long inner = Sequence();
                _at++;
                return inner;
            case '[':
                SkipClass();
                return 1;
            case '\\':
                SkipEscape();
                return 1;
            default:
                return 1;
        }
    }

    // (?x), (?i-x:…) and the like.
    private void NoteOptions()
    {
        int end = _at + 1;
        while (At('?') && end < pattern.Length && "imnsx-".Contains(pattern[end]))
        {
            HasFreeSpacing |= pattern[end++] == 'x';
        }
    }

    // A class ends at the first ']' that is neither escaped nor its first character; one within it is subtracted from it.
    private void SkipClass()
    {
        _at += At('^') ? 1 : 0;
        _at += At(']') ? 1 : 0;
        while (_at < pattern.Length && pattern[_at] != ']')
        {
            char c = pattern[_at++];
            if (c == '\\')
            {
                SkipEscape();
            }
            else if (c == '-' && At('['))
            {
                _at++;
                SkipClass();
            }
        }

        _at++;
    }

    private void SkipEscape()
    {
        bool isCategory = At('p') || At('P');
        _at++;
        if (isCategory && At('{'))
        {
            int end = pattern.IndexOf('}', _at);
            _at = end < 0 ? pattern.Length : end + 1;
        }
    }

    // The largest of all repeats that follow: (a{2}){3} and a{2}{3} alike.
    private long Repeats()
    {
        long times = 1;
        while (_at < pattern.Length)
        {
            if (pattern[_at] is '*' or '+' or '?')
            {
                _at++;
            }
            else if (pattern[_at] == '{' && ReadBounds() is { } most)
            {
                times = Math.Min(Most, times * Math.Max(1, most));
            }
            else
            {
                return times;
            }
        }

        return times;
    }

    // {3}, {3,} or {3,5}; anything else is a plain brace.
    private long? ReadBounds()
    {
        int end = pattern.IndexOf('}', _at);
        string[] bounds = end < 0 ? [] : pattern[(_at + 1)..end].Split(',');
        if (bounds.Length is not (1 or 2) || !IsNumber(bounds[0]) || !(bounds.Length == 1 || bounds[1].Length == 0 || IsNumber(bounds[1])))
        {
            return null;
        }

        _at = end + 1;
        return bounds.Where(b => b.Length > 0).Max(b => b.Length > 9 ? Most : long.Parse(b, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static bool IsNumber(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    private bool At(char c) => _at < pattern.Length && pattern[_at] == c;
}
