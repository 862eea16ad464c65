using System.Globalization;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>Reads what an <c>if:</c> compares: <c>${stock} &gt; 0</c>.</summary>
/// <remarks>An operand may stand in quotes, to be empty or to hold an operator; it stays a template.</remarks>
internal static class StepConditionReader
{
    private const string Allowed =
        "two texts with ==, !=, <, <=, >, >=, contains or matches between them, " +
        "such as '${stock} > 0' or '${id} matches ^[0-9]+$'";

    private const string OneAllowed =
        "one comparison; where both of two must hold, a second 'if' in 'then', where one of two must, a second 'if' in 'else'; " +
        "a text with this word stands in quotes of its own";

    private static readonly Dictionary<string, StepOperator> Operators = new()
    {
        ["=="] = StepOperator.Equal,
        ["!="] = StepOperator.Unequal,
        ["<"] = StepOperator.Below,
        ["<="] = StepOperator.AtMost,
        [">"] = StepOperator.Above,
        [">="] = StepOperator.AtLeast,
        ["contains"] = StepOperator.Contains,
        ["matches"] = StepOperator.Matches,
    };

    /// <summary>The comparison; null if a problem was reported.</summary>
    public static StepCondition? Read(Field field, VariableScope scope)
    {
        if (field.Text(Allowed, PlanLimits.TextLength) is not { } text)
        {
            return null;
        }

        if (ConditionWords.FindJoint(text) is { } joint)
        {
            field.Refuse(
                $"column {joint.Start + 1}: '{joint.Of(text)}' is not supported in a condition; nest two ifs", OneAllowed);
            return null;
        }

        if (ConditionWords.FindOperator(text) is not { } found)
        {
            Refuse(field, text.Length + 1, "there is no operator");
            return null;
        }

        if (!Operators.TryGetValue(found.Of(text), out StepOperator op))
        {
            Refuse(field, found.Start + 1, $"'{found.Of(text)}' is not an operator");
            return null;
        }

        return ReadOperands(field, text, found, op, scope);
    }

    private static StepCondition? ReadOperands(Field field, string text, ConditionWord word, StepOperator op, VariableScope scope)
    {
        int rightStart = word.Start + word.Length;
        rightStart += text.Length - rightStart - text.AsSpan(rightStart).TrimStart().Length;
        string left = text[..word.Start].Trim();
        string right = text[rightStart..].TrimEnd();
        if (left.Length == 0 || right.Length == 0)
        {
            Refuse(field, left.Length == 0 ? 1 : rightStart + 1, "there is nothing to compare; write '' for an empty text");
            return null;
        }

        StepCondition condition = new(Unquote(left), op, Unquote(right));
        scope.Check(field, condition.Left, TemplatePlace.Logged);
        if (op == StepOperator.Matches)
        {
            CheckPattern(field, condition.Right, rightStart + 1);
            return condition;
        }

        scope.Check(field, condition.Right, TemplatePlace.Logged);
        if (op is StepOperator.Below or StepOperator.AtMost or StepOperator.Above or StepOperator.AtLeast)
        {
            CheckNumber(field, condition.Left, text.IndexOf(left, StringComparison.Ordinal) + 1);
            CheckNumber(field, condition.Right, rightStart + 1);
        }

        return condition;
    }

    private static void CheckPattern(Field field, string pattern, int column)
    {
        if (pattern.Contains("${", StringComparison.Ordinal))
        {
            Refuse(field, column, "a regular expression is the same for all iterations and holds no '${'");
        }
        else if (SearchPattern.MistakeIn(pattern) is { } mistake)
        {
            field.Refuse($"column {column}: {mistake}", SearchPattern.Allowed);
        }
    }

    private static void CheckNumber(Field field, string operand, int column)
    {
        bool isFixed = !operand.Contains("${", StringComparison.Ordinal);
        if (isFixed && !double.TryParse(operand, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            Refuse(field, column, $"'{operand}' is not a number, and <, <=, > and >= compare numbers only");
        }
        else if (!isFixed && ConditionWords.FindOperator(operand) is { } second)
        {
            Refuse(field, column + second.Start, $"'{second.Of(operand)}' is a second operator; nest two ifs");
        }
    }

    private static string Unquote(string text) =>
        text.Length > 1 && text[0] is '"' or '\'' && text[^1] == text[0] ? text[1..^1] : text;

    private static void Refuse(Field field, int column, string message) => field.Refuse($"column {column}: {message}", Allowed);
}
