using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;
using PerfFunctions.Load.Responses;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.Scripts;

/// <summary>The last response as a script sees it. Its body is read when the script asks for it.</summary>
internal static class ScriptResponse
{
    // What a script makes of a text takes several times its memory.
    private const int MaxBody = 1_000_000;

    /// <summary>The response; null when there is none.</summary>
    public static JsValue Of(JsEngine engine, ScriptJson json, CaptureSource? response)
    {
        if (response is null)
        {
            return JsValue.Null;
        }

        JsObject seen = new(engine);
        seen.Set("status", new JsNumber(response.Status));
        seen.Set("time", new JsNumber(response.Service.TotalMilliseconds));
        Lazy(engine, seen, "headers", () => Headers(engine, response));
        Lazy(engine, seen, "body", () => new JsString(TextOf(response)));
        Sandbox.Define(engine, seen, "json", (_, _) => json.Parse(TextOf(response)));
        return seen;
    }

    private static void Lazy(JsEngine engine, ObjectInstance holder, string name, Func<JsValue> read)
    {
        ClrFunction getter = new(engine, name, (_, _) => read());
        GetSetPropertyDescriptor property = new(getter, JsValue.Undefined, enumerable: true, configurable: true);
        holder.DefineOwnProperty(name, property);
    }

    private static JsObject Headers(JsEngine engine, CaptureSource response)
    {
        JsObject headers = new(engine);
        foreach (IGrouping<string, string> header in response.Headers)
        {
            JsString value = new(string.Join(", ", header));
            headers.FastSetProperty(header.Key, new PropertyDescriptor(value, PropertyFlag.ConfigurableEnumerableWritable));
        }

        return headers;
    }

    private static string TextOf(CaptureSource response) =>
        response.Bytes > MaxBody || response.Text.Length > MaxBody
            ? throw new ScriptEndException("looks at a body of more than 1 MB")
        : response.TextFailure is { } failure ? throw new ScriptEndException(failure)
        : response.Text;
}
