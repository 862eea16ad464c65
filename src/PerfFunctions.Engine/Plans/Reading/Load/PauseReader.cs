using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Units;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>Reads how long a <c>pause:</c> lasts: <c>1s</c>, or <c>1s to 3s</c>.</summary>
internal static class PauseReader
{
    private const string Allowed = $"{Durations.Allowed}, or two of them, the shorter one first, such as 1s to 3s";
    private const string To = " to ";

    /// <summary>The pause; null if a problem was reported.</summary>
    public static PauseStep? Read(Field field)
    {
        if (field.Text(Allowed, PlanLimits.TextLength) is not { } text)
        {
            return null;
        }

        int to = text.IndexOf(To, StringComparison.Ordinal);
        if (to < 0)
        {
            return field.Duration(PlanLimits.StepLength, allowed: Allowed) is { } length ? new PauseStep(length) : null;
        }

        if (Part(field, text[..to])?.Duration(PlanLimits.StepLength, orZero: true, Allowed) is not { } min ||
            Part(field, text[(to + To.Length)..])?.Duration(PlanLimits.StepLength, allowed: Allowed) is not { } max)
        {
            return null;
        }

        if (min >= max)
        {
            field.Refuse($"{Durations.Format(max)} is not longer than {Durations.Format(min)}", Allowed);
            return null;
        }

        return new PauseStep(min, max);
    }

    private static Field? Part(Field field, string text)
    {
        string part = text.Trim(' ');
        if (part.Length == 0)
        {
            field.Refuse("a duration is missing beside 'to'", Allowed);
            return null;
        }

        return field with { Node = new ScalarNode(part, IsPlain: false, field.Node.Line) };
    }
}
