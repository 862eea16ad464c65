using System.Text.RegularExpressions;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.Scripts;

/// <summary>Says why a script failed, in words that can be counted.</summary>
internal static class ScriptFailure
{
    private const int Longest = 100;

    /// <summary>The failure.</summary>
    /// <param name="exception">What ended the script.</param>
    /// <param name="script">The script.</param>
    public static string Of(Exception exception, CompiledScript script)
    {
        string place = script.Plan.PlaceOf("script", 1);
        return exception switch
        {
            ScriptEndException { IsOwnWord: true } => Cut(exception.Message),
            ScriptEndException => $"{place}: {exception.Message}",
            JavaScriptException error => Cut($"{PlaceOf(error, script)}: {TextOf(error.Error)}"),
            RecursionDepthOverflowException => $"{place}: more than {ScriptBudget.Calls} functions call each other",
            MemoryLimitExceededException => $"{place}: a list has more than 100,000 items",
            RegexMatchTimeoutException => $"{place}: a regular expression takes too long",
            InsufficientExecutionStackException => $"{place}: its values are nested too deeply",
            OutOfMemoryException => $"{place}: needs more than 8 MB of memory",
            _ => $"{place}: {exception.GetType().Name}",
        };
    }

    private static string PlaceOf(JavaScriptException error, CompiledScript script)
    {
        int line = Math.Max(1, error.Location.Start.Line);
        return error.Location.SourceFile == CompiledFunctions.SourceName && script.Functions is { } functions
            ? functions.Plan.PlaceOf(CompiledFunctions.SourceName, line)
            : script.Plan.PlaceOf("script", line);
    }

    /// <summary>What was thrown. A script may throw anything, and its own code is not asked what that is called.</summary>
    public static string TextOf(JsValue thrown) => thrown switch
    {
        ObjectInstance error => Data(error, "name") is { } name
            ? Data(error, "message") is { Length: > 0 } message ? $"{name}: {message}" : name
            : "an object was thrown",
        JsString text => text.ToString(),
        _ => $"{thrown.Type.ToString().ToLowerInvariant()} was thrown",
    };

    private static string? Data(ObjectInstance? holder, string key)
    {
        for (int i = 0; holder is not null && i < 10; i++, holder = holder.Prototype)
        {
            if (holder.GetOwnProperty(key) is { } property && property != Jint.Runtime.Descriptors.PropertyDescriptor.Undefined)
            {
                return property.Value is JsString text ? text.ToString() : null;
            }
        }

        return null;
    }

    /// <summary>An error that a script can catch.</summary>
    /// <param name="engine">The script's engine.</param>
    /// <param name="message">What is wrong.</param>
    public static JavaScriptException Thrown(JsEngine engine, string message) => new(engine.Intrinsics.Error, Cut(message, 120));

    /// <summary>A text in one line, cut to a length.</summary>
    public static string Cut(string text, int longest = Longest)
    {
        string clean = new([.. text.Take(longest).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c)]);
        return clean.Trim().Length == 0 ? "the script failed" : clean.Trim();
    }
}
