using System.Globalization;
using System.Text.RegularExpressions;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Load.Scripts;

namespace PerfFunctions.Load.K6;

/// <summary>Says why a script failed, in words that can be counted: what was thrown, and the line that threw it.</summary>
internal static class K6Failure
{
    private const int Longest = 120;

    /// <summary>Why the engine ended it.</summary>
    public static string Of(Exception exception, K6Script script) => exception switch
    {
        JavaScriptException error => Placed(ScriptFailure.TextOf(error.Error), error.Location.Start.Line, script),
        ScriptEndException => $"{script.File}: {exception.Message}",
        RecursionDepthOverflowException => $"{script.File}: more than {ScriptBudget.Calls} functions call each other",
        MemoryLimitExceededException => $"{script.File}: a list has more than 100,000 items",
        RegexMatchTimeoutException => $"{script.File}: a regular expression takes too long",
        InsufficientExecutionStackException => $"{script.File}: its values are nested too deeply",
        OutOfMemoryException => $"{script.File}: needs too much memory",
        _ => $"{script.File}: {exception.GetType().Name}",
    };

    /// <summary>What it threw.</summary>
    public static string Of(JsValue thrown, K6Script script)
    {
        // The engine's own getter, unless the script has put something in its place.
        string? stack = thrown is JsError error && error.GetOwnProperty("stack") == PropertyDescriptor.Undefined ? error.Get("stack").ToString() : null;
        Match frame = stack is null ? Match.Empty : Regex.Match(stack, $@"{Regex.Escape(script.File)}:(\d+)", RegexOptions.None, TimeSpan.FromMilliseconds(100));
        int line = frame.Success && int.TryParse(frame.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out int number) ? number : 0;
        return Placed(ScriptFailure.TextOf(thrown), line, script);
    }

    private static string Placed(string text, int line, K6Script script) =>
        ScriptFailure.Cut(line > 0 ? $"{script.Lines.PlaceOf(line)}: {text}" : $"{script.File}: {text}", Longest);
}
