using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Css.Dom;
using AngleSharp.Css.Parser;

namespace PerfFunctions.Load.K6.Html;

/// <summary>
/// Splits a selector where elements are looked for, so that the search has a bound: what is left for the parser of selectors holds
/// for one element by itself.
/// </summary>
/// <param name="text">The selector.</param>
/// <param name="parser">Reads what holds for one element.</param>
internal sealed partial class SelectorReader(string text, CssSelectorParser parser)
{
    /// <summary>Characters that a selector has at most.</summary>
    public const int Longest = 1_000;

    private const int MaxDepth = 8;

    private static readonly Dictionary<string, string> Tests = new()
    {
        ["not"] = "not",
        ["is"] = "is",
        ["where"] = "is",
        ["matches"] = "is",
        ["has"] = "has",
        ["contains"] = "contains",
    };

    private int _at;

    /// <summary>The selectors of a list, each by its parts.</summary>
    /// <exception cref="FormatException">It is not a selector.</exception>
    public IReadOnlyList<SelectorStep[]> Read(int depth = 0)
    {
        if (text.Length > Longest || depth > MaxDepth)
        {
            throw new FormatException($"a selector has at most {Longest} characters and {MaxDepth} levels");
        }

        List<SelectorStep[]> list = [];
        List<SelectorStep> steps = [];
        char combinator = Combinator();
        while (true)
        {
            steps.Add(Step(combinator is '\0' ? ' ' : combinator, depth));
            combinator = Combinator();
            if (combinator is not ('\0' or ','))
            {
                continue;
            }

            list.Add([.. steps]);
            steps.Clear();
            if (combinator == '\0')
            {
                return list;
            }

            combinator = Combinator();
        }
    }

    // The separator that comes next; a space among others is none.
    private char Combinator()
    {
        char found = '\0';
        for (; _at < text.Length && (char.IsWhiteSpace(text[_at]) || text[_at] is '>' or '+' or '~' or ','); _at++)
        {
            char next = char.IsWhiteSpace(text[_at]) ? ' ' : text[_at];
            if (next != ' ' && found is not ('\0' or ' '))
            {
                throw Wrong();
            }

            found = next == ' ' && found != '\0' ? found : next;
        }

        return _at == text.Length && found == ' ' ? '\0' : found;
    }

    private SelectorStep Step(char combinator, int depth)
    {
        StringBuilder plain = new();
        List<SelectorTest> tests = [];
        int from = _at;
        while (_at < text.Length && !char.IsWhiteSpace(text[_at]) && text[_at] is not ('>' or '+' or '~' or ','))
        {
            int begin = _at;
            Match function = Function().Match(text, _at);
            if (!function.Success)
            {
                Pass();
                plain.Append(text, begin, _at - begin);
                continue;
            }

            _at += function.Length - 1;
            string inside = Inside();
            string name = function.Groups[1].Value.ToLowerInvariant();
            if (Tests.TryGetValue(name, out string? test))
            {
                tests.Add(new SelectorTest(test, test == "contains" ? [] : new SelectorReader(inside, parser).Read(depth + 1), inside.Trim('"', '\'', ' ')));
            }
            else if (name.StartsWith("nth-", StringComparison.Ordinal) && Places().IsMatch(inside))
            {
                plain.Append(text, begin, _at - begin);
            }
            else
            {
                throw new FormatException($":{name}({inside}) is not supported in a selector");
            }
        }

        return _at == from ? throw Wrong() : new SelectorStep(combinator, plain.Length == 0 ? null : Plain(plain.ToString()), tests);
    }

    private ISelector Plain(string part) => parser.ParseSelector(part) ?? throw Wrong();

    // One character, or what belongs together.
    private void Pass()
    {
        switch (text[_at])
        {
            case '\\':
                _at = Math.Min(text.Length, _at + 2);
                break;
            case '[' or '(':
                Inside();
                break;
            default:
                _at++;
                break;
        }
    }

    // What stands in brackets, behind which it goes on.
    private string Inside()
    {
        char open = text[_at];
        char close = open == '[' ? ']' : ')';
        int from = ++_at;
        char quote = '\0';
        int levels = 1;
        for (; _at < text.Length; _at++)
        {
            char c = text[_at];
            if (c == '\\')
            {
                _at++;
            }
            else if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else if (c == open)
            {
                levels++;
            }
            else if (c == close && --levels == 0)
            {
                return text[from.._at++];
            }
        }

        throw Wrong();
    }

    private FormatException Wrong() => new($"'{text}' is not a CSS selector");

    [GeneratedRegex(@"\G:([A-Za-z-]+)\(")]
    private static partial Regex Function();

    [GeneratedRegex(@"^\s*(odd|even|[+-]?\d*n?\s*([+-]\s*)?\d*)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Places();
}
