using System.Globalization;
using System.Text.RegularExpressions;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Engine.Plans.Reading.K6;
using PerfFunctions.Load.Scripts;

namespace PerfFunctions.Load.K6;

/// <summary>Says why a script failed, in words that can be counted: what was thrown, and the line that threw it.</summary>
internal static class K6Failure
{
    private const int Longest = 120;

    /// <summary>Why the engine ended it.</summary>
    public static string Of(Exception exception, K6Script script) => exception is JavaScriptException error
        ? Placed(ScriptFailure.TextOf(error.Error), error.Location.Start.Line, script)
        : $"{script.File}: {Why(exception)}";

    /// <summary>Why the engine ended it, as a mistake of the script.</summary>
    public static K6Problem ProblemOf(Exception exception, K6Script script)
    {
        int line = exception is JavaScriptException error ? error.Location.Start.Line : 0;
        (string file, int own) = line > 0 ? script.Lines.Find(line) : (script.File, 0);
        return new K6Problem(file, own, ScriptFailure.Cut(Why(exception), Longest));
    }

    private static string Why(Exception exception) => exception switch
    {
        JavaScriptException error => ScriptFailure.TextOf(error.Error),
        ScriptEndException => exception.Message,
        RecursionDepthOverflowException => $"more than {ScriptBudget.Calls} functions call each other",
        MemoryLimitExceededException => "a list has more than 100,000 items",
        RegexMatchTimeoutException => "a regular expression takes too long",
        InsufficientExecutionStackException => "its values are nested too deeply",
        OutOfMemoryException => "needs too much memory",
        _ => exception.GetType().Name,
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
