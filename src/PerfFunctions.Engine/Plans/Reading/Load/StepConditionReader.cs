using PerfFunctions.Engine.Expressions;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>Reads a condition of a flow: <c>stock &gt; 0 and state == 'open'</c>.</summary>
internal static class StepConditionReader
{
    /// <summary>The condition; null if a problem was reported.</summary>
    public static Expression? Read(Field field, VariableScope scope) =>
        field.Text(Expression.ConditionAllowed, PlanLimits.TextLength) is { } text ? scope.ReadExpression(field, text) : null;
}
