using System.Globalization;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Load.Flows;

/// <summary>A condition made ready.</summary>
internal sealed class CompiledCondition(StepCondition condition, ScenarioContext context)
{
    private readonly CompiledText _left = new(condition.Left, context);
    private readonly CompiledText _right = new(condition.Right, context);

    /// <summary>Whether it is true for an iteration.</summary>
    public bool Holds(Iteration iteration)
    {
        string left = _left.Render(iteration);
        string right = _right.Render(iteration);
        bool areNumbers = TryNumber(left, out double a) & TryNumber(right, out double b);
        return condition.Operator switch
        {
            StepOperator.Equal => areNumbers ? a.Equals(b) : left == right,
            StepOperator.Unequal => areNumbers ? !a.Equals(b) : left != right,
            StepOperator.Below => areNumbers && a < b,
            StepOperator.Above => areNumbers && a > b,
            _ => left.Contains(right, StringComparison.Ordinal),
        };
    }

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
