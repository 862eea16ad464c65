using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Units;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>Declares and reads how long a <c>pause:</c> lasts: <c>1s</c>, <c>1s to 3s</c>, or a map.</summary>
internal static class PauseReader
{
    /// <summary>What a problem names as right.</summary>
    public const string Allowed =
        $"{Durations.Allowed}, or two of them, the shorter one first, such as 1s to 3s, " +
        "or { normal: 2s, deviation: 500ms } or { exponential: 2s }";

    private const string To = " to ";

    /// <summary>A spread other than the even one.</summary>
    public static readonly MapGrammar<PauseStep> Spread = new(
        "pauseSpread", "Spread of a pause", rule: new KeyForms(
            Allowed,
            new KeyForm("a normal pause has normal and deviation", ["normal", "deviation"], "normal", "deviation"),
            new KeyForm("an exponential pause has exponential alone", ["exponential"], "exponential")))
    {
        { "normal", Mean, "The mean; never below zero.", (pause, v) => pause with { For = v, Spread = PauseSpread.Normal } },
        { "deviation", Mean, "Standard deviation of a normal pause.", (pause, v) => pause with { Max = v } },
        { "exponential", Mean, "The mean of an exponential pause.", (pause, v) => pause with { For = v, Spread = PauseSpread.Exponential } },
    };

    private static ValueGrammar<TimeSpan> Mean => Duration(PlanLimits.StepLength) with { Required = Allowed };

    /// <summary>The pause; null if a problem was reported.</summary>
    public static PauseStep? Read(Field field)
    {
        if (field.Node is MapNode)
        {
            return Spread.Read(field, new PauseStep(TimeSpan.Zero));
        }

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
