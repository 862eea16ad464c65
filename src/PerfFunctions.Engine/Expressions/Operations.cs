using System.Text.RegularExpressions;
using PerfFunctions.Engine.Text;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Expressions;

/// <summary>Two values compared.</summary>
public sealed class ComparisonExpression(Expression left, ComparisonOperator op, Expression right) : Expression
{
    /// <inheritdoc />
    public override IEnumerable<Expression> Parts => [left, right];

    /// <inheritdoc />
    public override Value Evaluate(IEvaluationContext context) =>
        Value.Of(ValueComparison.Holds(left.Evaluate(context), op, right.Evaluate(context)));
}

/// <summary>
/// Whether a regular expression is found in a text; false, too, for a text so long that it is searched longer than
/// <see cref="SearchPattern.MatchLimit"/>.
/// </summary>
public sealed class MatchExpression(Expression left, Regex pattern) : Expression
{
    /// <inheritdoc />
    public override IEnumerable<Expression> Parts => [left];

    /// <inheritdoc />
    public override Value Evaluate(IEvaluationContext context)
    {
        try
        {
            return Value.Of(pattern.IsMatch(left.Evaluate(context).Text));
        }
        catch (RegexMatchTimeoutException)
        {
            return Value.Of(false);
        }
    }
}

/// <summary><c>and</c> and <c>or</c>; the right side is evaluated only if the left one does not decide.</summary>
public sealed class JointExpression(Expression left, bool isAnd, Expression right) : Expression
{
    /// <inheritdoc />
    public override IEnumerable<Expression> Parts => [left, right];

    /// <inheritdoc />
    public override Value Evaluate(IEvaluationContext context) =>
        Value.Of(left.Evaluate(context).IsTrue == isAnd ? right.Evaluate(context).IsTrue : !isAnd);
}

/// <summary><c>not</c>.</summary>
public sealed class NotExpression(Expression operand) : Expression
{
    /// <inheritdoc />
    public override IEnumerable<Expression> Parts => [operand];

    /// <inheritdoc />
    public override Value Evaluate(IEvaluationContext context) => Value.Of(!operand.Evaluate(context).IsTrue);
}

/// <summary><c>+</c>, <c>-</c>, <c>*</c>, <c>/</c> and <c>%</c> of numbers.</summary>
public sealed class ArithmeticExpression(Expression left, char sign, Expression right) : Expression
{
    private const double LongestWhole = 1L << 53;

    /// <inheritdoc />
    public override IEnumerable<Expression> Parts => [left, right];

    /// <inheritdoc />
    public override Value Evaluate(IEvaluationContext context)
    {
        if (!left.Evaluate(context).TryNumber(out double a) || !right.Evaluate(context).TryNumber(out double b))
        {
            throw new EvaluationException($"'{Source}' has no value: '{sign}' needs two numbers");
        }

        double result = sign switch
        {
            '+' => a + b,
            '-' => a - b,
            '*' => a * b,
            '/' => a / b,
            _ => a % b,
        };
        if (!double.IsFinite(result))
        {
            throw new EvaluationException($"'{Source}' has no value: it is not finite");
        }

        return double.IsInteger(result) && Math.Abs(result) <= LongestWhole ? Value.Of((long)result) : Value.Of(result);
    }
}
