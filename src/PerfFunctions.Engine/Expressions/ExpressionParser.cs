using System.Diagnostics.CodeAnalysis;
using PerfFunctions.Engine.Text;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Expressions;

/// <summary>
/// Reads expressions, by recursive descent: <c>or</c>, <c>and</c>, <c>not</c>, one comparison, sums, products, and what
/// they are made of. <c>${x}</c> in an expression is <c>x</c> in parentheses.
/// </summary>
/// <param name="text">The text that holds the expression.</param>
/// <param name="at">Where it begins.</param>
internal sealed partial class ExpressionParser(string text, int at)
{
    private const int LongestExpression = 1_000;
    private const int MaxDepth = 40;

    private static readonly (string Text, ComparisonOperator Operator)[] Comparisons =
    [
        ("==", ComparisonOperator.Equal),
        ("!=", ComparisonOperator.Unequal),
        ("<=", ComparisonOperator.AtMost),
        (">=", ComparisonOperator.AtLeast),
        ("<", ComparisonOperator.Below),
        (">", ComparisonOperator.Above),
        ("contains", ComparisonOperator.Contains),
    ];

    private readonly ExpressionScanner _scanner = new(text, at);
    private readonly int _start = at;
    private int _depth;

    /// <summary>Reads a text that is an expression as a whole; false with a problem when it is not one.</summary>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out Expression? expression, [NotNullWhen(false)] out ExpressionProblem? problem)
    {
        (expression, problem) = (null, null);
        try
        {
            ExpressionParser parser = new(text, 0);
            expression = parser.ReadTo('\0', out _);
            return true;
        }
        catch (ExpressionFormatException e)
        {
            problem = e.Problem;
            return false;
        }
    }

    /// <summary>Reads an expression that a sign ends.</summary>
    /// <param name="closing">The sign; that of code 0 for the end of the text.</param>
    /// <param name="end">Where the text goes on after it.</param>
    /// <exception cref="ExpressionFormatException">It is not an expression.</exception>
    public Expression ReadTo(char closing, out int end)
    {
        Expression expression = ReadOr();
        _scanner.Expect(closing);
        end = _scanner.At;
        return expression;
    }

    private Expression ReadOr()
    {
        _depth++;
        int start = Begin();
        if (_depth > MaxDepth)
        {
            throw ExpressionScanner.Problem(start, "the expression is nested too deeply", $"at most {MaxDepth} levels");
        }

        Expression left = ReadAnd();
        while (_scanner.TakeWord("or"))
        {
            left = Close(start, new JointExpression(left, isAnd: false, ReadAnd()));
        }

        _depth--;
        return left;
    }

    private Expression ReadAnd()
    {
        int start = Begin();
        Expression left = ReadNot();
        while (_scanner.TakeWord("and"))
        {
            left = Close(start, new JointExpression(left, isAnd: true, ReadNot()));
        }

        return left;
    }

    private Expression ReadNot()
    {
        int start = Begin();
        return _scanner.TakeWord("not") ? Close(start, new NotExpression(ReadNot())) : ReadComparison();
    }

    private Expression ReadComparison()
    {
        int start = Begin();
        Expression left = ReadSum();
        if (_scanner.TakeWord("matches"))
        {
            left = Close(start, new MatchExpression(left, ReadPattern()));
        }
        else if (TakeComparison() is { } op)
        {
            int right = Begin();
            left = Close(start, Compared((start, left), op, (right, ReadSum())));
        }

        int next = Begin();
        return TakeComparison() is null && !_scanner.TakeWord("matches")
            ? left
            : throw ExpressionScanner.Problem(next, "a comparison has two sides", "'and' between two comparisons, such as 1 < n and n < 30");
    }

    private static ComparisonExpression Compared((int At, Expression Side) left, ComparisonOperator op, (int At, Expression Side) right)
    {
        bool areNumbers = op is not (ComparisonOperator.Equal or ComparisonOperator.Unequal or ComparisonOperator.Contains);
        foreach ((int at, Expression side) in areNumbers ? [left, right] : Array.Empty<(int, Expression)>())
        {
            if (side is LiteralExpression { Value.Kind: not ValueKind.Number } ||
                (side is TextExpression { Template: { IsFixed: true } text } && !Value.TryNumber(text.Plain, out _)))
            {
                throw ExpressionScanner.Problem(
                    at, $"{side.Source} is not a number, and <, <=, > and >= compare numbers only", Expression.ConditionAllowed);
            }
        }

        return new ComparisonExpression(left.Side, op, right.Side);
    }

    private ComparisonOperator? TakeComparison()
    {
        foreach ((string sign, ComparisonOperator op) in Comparisons)
        {
            if (char.IsAsciiLetter(sign[0]) ? _scanner.TakeWord(sign) : _scanner.TakeSign(sign))
            {
                return op;
            }
        }

        return null;
    }

    // A pattern is compiled when the plan is read, so that it stands there.
    private System.Text.RegularExpressions.Regex ReadPattern()
    {
        int start = Begin();
        if (ReadPrimary() is not TextExpression { Template.IsFixed: true } pattern)
        {
            throw ExpressionScanner.Problem(start, "a regular expression is the same for all iterations", "a text in quotes, such as '^[0-9]+$'");
        }

        return SearchPattern.MistakeIn(pattern.Template.Plain) is { } mistake
            ? throw ExpressionScanner.Problem(start, mistake, SearchPattern.Allowed)
            : SearchPattern.Compile(pattern.Template.Plain);
    }

    private Expression ReadSum()
    {
        int start = Begin();
        Expression left = ReadProduct();
        while (_scanner.TakeAnyOf("+-") is { } sign)
        {
            left = Close(start, new ArithmeticExpression(left, sign, ReadProduct()));
        }

        return left;
    }

    private Expression ReadProduct()
    {
        int start = Begin();
        Expression left = ReadOperand();
        while (_scanner.TakeAnyOf("*/%") is { } sign)
        {
            left = Close(start, new ArithmeticExpression(left, sign, ReadOperand()));
        }

        return left;
    }

    private int Begin()
    {
        int start = _scanner.SkipBlanks();
        return start - _start <= LongestExpression
            ? start
            : throw ExpressionScanner.Problem(start, "the expression is too long", $"at most {LongestExpression} characters");
    }

    private T Close<T>(int start, T expression)
        where T : Expression
    {
        expression.Source = text[start.._scanner.At].TrimEnd();
        return expression;
    }
}
