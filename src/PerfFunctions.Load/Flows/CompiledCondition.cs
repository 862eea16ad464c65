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
        if (_pattern is not null)
        {
            return Matches(_pattern, left);
        }

        string right = _right.Render(iteration);
        bool areNumbers = TryNumber(left, out double a) & TryNumber(right, out double b);
        return condition.Operator switch
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

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
