using System.Globalization;
using System.Text.RegularExpressions;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Load.Flows;

/// <summary>A condition made ready.</summary>
internal sealed class CompiledCondition(StepCondition condition, ScenarioContext context)
{
    private readonly CompiledText _left = new(condition.Left, context);
    private readonly CompiledText _right = new(condition.Right, context);
    private readonly Regex? _pattern = condition.Operator == StepOperator.Matches ? SearchPattern.Compile(condition.Right) : null;

    /// <summary>Whether it is true for an iteration.</summary>
    public bool Holds(Iteration iteration)
    {
        string left = _left.Render(iteration);
        return _pattern is null ? Compare(left, condition.Operator, _right.Render(iteration)) : Matches(_pattern, left);
    }

    /// <summary>Whether two texts stand to each other as an operator says, other than <see cref="StepOperator.Matches"/>.</summary>
    public static bool Compare(string left, StepOperator op, string right)
    {
        bool areNumbers = TryNumber(left, out double a) & TryNumber(right, out double b);
        return op switch
        {
            StepOperator.Equal => areNumbers ? a.Equals(b) : left == right,
            StepOperator.Unequal => areNumbers ? !a.Equals(b) : left != right,
            StepOperator.Below => areNumbers && a < b,
            StepOperator.AtMost => areNumbers && a <= b,
            StepOperator.Above => areNumbers && a > b,
            StepOperator.AtLeast => areNumbers && a >= b,
            _ => left.Contains(right, StringComparison.Ordinal),
        };
    }

    /// <summary>A text as a finite number.</summary>
    public static bool TryNumber(string? text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    // A search takes time in proportion to the text, so that only a text of many megabytes takes too long.
    private static bool Matches(Regex pattern, string text)
    {
        try
        {
            return pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
