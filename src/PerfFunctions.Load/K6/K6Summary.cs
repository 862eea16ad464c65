using System.Text;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Load.K6.Crypto;
using PerfFunctions.Load.Scripts;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.K6;

/// <summary>Calls the <c>handleSummary</c> of a script after its run, by itself, without a network.</summary>
public sealed class K6Summary
{
    /// <summary>Most parts that it returns.</summary>
    public const int MaxParts = 100;

    private readonly K6Script _script;
    private JsValue _result = JsValue.Undefined;
    private string? _failure;
    private bool _isOver;

    private K6Summary(K6Script script) => _script = script;

    /// <summary>Calls it.</summary>
    /// <param name="script">The script.</param>
    /// <param name="data">What it is given, as JSON.</param>
    /// <param name="open">The content of a file by what the script's <c>open()</c> is given; null where there is none.</param>
    /// <param name="time">Clock.</param>
    public static K6SummaryResult Run(K6Script script, string data, Func<string, byte[]?> open, TimeProvider time)
    {
        long began = time.GetTimestamp();
        return new K6Summary(script).Run(data, open, () => time.GetElapsedTime(began));
    }

    private K6SummaryResult Run(string data, Func<string, byte[]?> open, Func<TimeSpan> elapsed)
    {
        ScriptBudget budget = new(ScriptLimits.Init);
        budget.Begin(elapsed);
        try
        {
            K6Engine made = K6Engine.Create(_script, K6Code.Of(_script), budget, K6IdleHost.Functions, () => 0.5, new K6Files(open));
            budget.Limits = ScriptLimits.Summary;
            budget.Begin(elapsed);
            made.Engine.Invoke(
                made.Start, JsValue.Undefined,
                [made.Exports.Get(K6Script.Summary), made.Json.Parse(data), Callback(made.Engine, "done", Done), Callback(made.Engine, "failed", Failed)]);
            made.Engine.Advanced.ProcessTasks();
            return _failure is not null ? K6SummaryResult.Failed(_failure)
                : _isOver ? ResultOf()
                : K6SummaryResult.Failed($"{_script.File}: waits for what never comes");
        }
        catch (Exception e)
        {
            return K6SummaryResult.Failed(K6Failure.Of(e, _script));
        }
    }

    private void Done(JsValue value) => (_isOver, _result) = (true, value);

    private void Failed(JsValue thrown) => _failure = K6Failure.Of(thrown, _script);

    // Nothing, as of a function that sends its results elsewhere, is nothing to write.
    private K6SummaryResult ResultOf()
    {
        if (_result.IsUndefined() || _result.IsNull())
        {
            return new K6SummaryResult([], null);
        }

        if (_result is JsArray or Jint.Native.Function.Function || _result is not ObjectInstance parts)
        {
            return Refused("which must be an object of texts by name", NameOf(_result));
        }

        List<K6SummaryPart> read = [];
        foreach (JsValue key in parts.GetOwnPropertyKeys(Types.String))
        {
            JsValue value = parts.Get(key);
            byte[]? content = value is JsString text ? Encoding.UTF8.GetBytes(text.ToString()) : K6Bytes.TryRead(value);
            if (content is null || read.Count == MaxParts)
            {
                return content is null
                    ? Refused("which must be a text or bytes", $"{NameOf(value)} for '{ScriptFailure.Cut(key.ToString(), 60)}'")
                    : Refused($"which must be at most {MaxParts}", $"more than {MaxParts} parts");
            }

            read.Add(new K6SummaryPart(key.ToString(), content));
        }

        return new K6SummaryResult(read, null);
    }

    private K6SummaryResult Refused(string allowed, string returned) =>
        K6SummaryResult.Failed($"{_script.File}: it returns {returned}, {allowed}");

    private static string NameOf(JsValue value) => value switch
    {
        JsArray => "a list",
        Jint.Native.Function.Function => "a function",
        _ => $"a value of type {value.Type.ToString().ToLowerInvariant()}",
    };

    private static ClrFunction Callback(JsEngine engine, string name, Action<JsValue> call) => new(engine, name, (_, arguments) =>
    {
        call(arguments.Length > 0 ? arguments[0] : JsValue.Undefined);
        return JsValue.Undefined;
    });
}

/// <summary>What <c>handleSummary</c> came to.</summary>
/// <param name="Parts">What it returned; empty when it failed.</param>
/// <param name="Failure">Why it failed, with file and line; null when it did not.</param>
public sealed record K6SummaryResult(IReadOnlyList<K6SummaryPart> Parts, string? Failure)
{
    internal static K6SummaryResult Failed(string failure) => new([], failure);
}

/// <summary>A text that a script makes of a run's results.</summary>
/// <param name="Name">Where it goes: <c>stdout</c>, <c>stderr</c>, or the path of a file.</param>
/// <param name="Content">The text in UTF-8, or bytes.</param>
public sealed record K6SummaryPart(string Name, byte[] Content);
