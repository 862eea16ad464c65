using System.Globalization;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Templates;

/// <summary>The functions that a <see cref="TextTemplate"/> may call.</summary>
public static class TemplateFunctions
{
    /// <summary><c>secret(name)</c>: the value is known on the shard alone.</summary>
    public const string Secret = "secret";

    /// <summary><c>raw(name)</c>: a value as it is, where others are percent-encoded.</summary>
    public const string Raw = "raw";

    /// <summary><c>json(name)</c>: a value as JSON, a number as a number.</summary>
    public const string Json = "json";

    /// <summary>Furthest bound of <c>random</c> from zero.</summary>
    public const long RandomLimit = 1_000_000_000_000_000;

    private static readonly Dictionary<string, string> Forms = new()
    {
        ["uuid"] = "uuid()",
        ["random"] = "random(1, 100): whole numbers, the smaller one first",
        ["now"] = "now(), now(unix) or now(ms)",
        ["iteration"] = "iteration()",
        ["user"] = "user()",
        [Json] = "json(name) or json(feed.column): the value as JSON; a number stays a number",
        [Raw] = "raw(name) or raw(feed.column): the value without percent-encoding",
        [Secret] = "secret(name), a name of letters, digits and '_'",
    };

    /// <summary>What a problem names as right for a call as a whole.</summary>
    public static string Allowed { get; } = string.Join(", ", Forms.Keys.Select(f => $"{f}()"));

    /// <summary>What is wrong with a call, and what would be right; null when nothing is.</summary>
    internal static (string Message, string Allowed)? MistakeIn(TemplateSlot call)
    {
        if (!Forms.TryGetValue(call.Name, out string? form))
        {
            return ($"there is no function '{call.Name}'{Spelling.Hint(call.Name, Forms.Keys)}", Allowed);
        }

        bool isRight = (call.Name, call.Arguments) switch
        {
            ("random", [string least, string most]) => Bound(least) is { } from && Bound(most) is { } to && from <= to,
            ("random", _) => false,
            ("now", [] or ["unix" or "ms"]) => true,
            (Secret, [string name]) => TextTemplate.IsVariableName(name),
            (Secret, _) => false,
            (Raw or Json, _) => call.Inner is not null,
            (_, var none) => none.Count == 0,
        };
        return isRight ? null : ($"'${{{call.Text}}}' has the wrong arguments", form);
    }

    private static long? Bound(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long bound) &&
        bound is >= -RandomLimit and <= RandomLimit
            ? bound
            : null;
}
