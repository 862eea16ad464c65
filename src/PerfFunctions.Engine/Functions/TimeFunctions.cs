using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Functions;

/// <summary>The time.</summary>
public static class TimeFunctions
{
    /// <summary>The functions.</summary>
    public static IReadOnlyList<Function> All { get; } =
    [
        new("now", "now() or now('-2h') or now('unix') or now('+1d', 'yyyy-MM-dd')", TimeText.Meaning, Now) { MaxArguments = 2, Varies = true },
    ];

    private static Value? Now(IEvaluationContext context, ReadOnlySpan<Value> arguments)
    {
        string[] texts = new string[arguments.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = arguments[i].Text;
        }

        if (TimeText.Read(texts) is not { } time)
        {
            return null;
        }

        string text = time.Write(context.Now);
        return time.IsNumber ? Value.Of(long.Parse(text, System.Globalization.CultureInfo.InvariantCulture)) : Value.Of(text);
    }
}
