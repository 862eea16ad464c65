using System.Globalization;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>Reads what an <c>if:</c> compares: <c>${stock} &gt; 0</c>.</summary>
/// <remarks>An operand may stand in quotes, to be empty or to hold an operator; it is a template all the same.</remarks>
internal static class StepConditionReader
{
    private const string Allowed = "two texts with ==, !=, <, > or contains between them, such as '${stock} > 0'";
    private const string Contains = "contains";
    private const string Signs = "=!<>";

    private static readonly Dictionary<string, StepOperator> Operators = new()
    {
        ["=="] = StepOperator.Equal,
        ["!="] = StepOperator.Unequal,
        ["<"] = StepOperator.Below,
        [">"] = StepOperator.Above,
        [Contains] = StepOperator.Contains,
    };

    /// <summary>The comparison; null if a problem was reported.</summary>
    public static StepCondition? Read(Field field, VariableScope scope)
    {
        if (field.Text(Allowed, PlanLimits.TextLength) is not { } text)
        {
            return null;
        }

        int start = OperatorAt(text, out int length);
        if (start < 0)
        {
            Refuse(field, text.Length + 1, "there is no operator");
            return null;
        }

        string word = text.Substring(start, length);
        if (!Operators.TryGetValue(word, out StepOperator op))
        {
            Refuse(field, start + 1, $"'{word}' is not an operator");
            return null;
        }

        int rightStart = start + length;
        rightStart += text.Length - rightStart - text.AsSpan(rightStart).TrimStart().Length;
        string left = text[..start].Trim();
        string right = text[rightStart..].TrimEnd();
        if (left.Length == 0 || right.Length == 0)
        {
            Refuse(field, left.Length == 0 ? 1 : rightStart + 1, "there is nothing to compare; write '' for an empty text");
            return null;
        }

        StepCondition condition = new(Unquote(left), op, Unquote(right));
        scope.Check(field, condition.Left, TemplatePlace.Logged);
        scope.Check(field, condition.Right, TemplatePlace.Logged);
        CheckNumbers(field, condition, text.IndexOf(left, StringComparison.Ordinal) + 1, rightStart + 1);
        return condition;
    }

    private static void CheckNumbers(Field field, StepCondition condition, int leftColumn, int rightColumn)
    {
        if (condition.Operator is not (StepOperator.Below or StepOperator.Above))
        {
            return;
        }

        foreach ((string operand, int column) in new[] { (condition.Left, leftColumn), (condition.Right, rightColumn) })
        {
            bool isFixed = !operand.Contains("${", StringComparison.Ordinal);
            if (isFixed && !double.TryParse(operand, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            {
                Refuse(field, column, $"'{operand}' is not a number, and < and > compare numbers only");
            }
        }
    }

    // Looks past what stands in ${ } or in quotes; the quotes are those of an operand, not of the plan.
    private static int OperatorAt(string text, out int length)
    {
        int at = 0;
        while (at < text.Length)
        {
            char c = text[at];
            char closing = text.AsSpan(at).StartsWith("${") ? '}' : c is '"' or '\'' && IsAtStart(text, at) ? c : '\0';
            int end = closing == '\0' ? -1 : text.IndexOf(closing, at + 1);
            bool isContains = IsAtStart(text, at) && text.AsSpan(at).StartsWith(Contains) && IsAtStart(text, at + Contains.Length + 1);
            if (isContains || Signs.Contains(c, StringComparison.Ordinal))
            {
                int signs = text.AsSpan(at).IndexOfAnyExcept(Signs);
                length = isContains ? Contains.Length : signs < 0 ? text.Length - at : signs;
                return at;
            }

            at = end < 0 ? at + 1 : end + 1;
        }

        length = 0;
        return -1;
    }

    // Whether a word could begin here.
    private static bool IsAtStart(string text, int at) =>
        at == 0 || at > text.Length || char.IsWhiteSpace(text[at - 1]) || Signs.Contains(text[at - 1], StringComparison.Ordinal);

    private static string Unquote(string text) =>
        text.Length > 1 && text[0] is '"' or '\'' && text[^1] == text[0] ? text[1..^1] : text;

    private static void Refuse(Field field, int column, string message) => field.Refuse($"column {column}: {message}", Allowed);
}
