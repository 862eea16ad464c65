using Jint.Native;
using Jint.Runtime;
using PerfFunctions.Load.K6.Crypto;
using PerfFunctions.Load.Scripts;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.K6;

/// <summary>What the modules of a script ask for where there is no load: it measures nothing, and what it makes is as in a run.</summary>
internal static class K6IdleHost
{
    private static readonly string[] Idle =
        ["sleep", "enter", "leave", "check", "metric", "measure", "responses", "now", "options", "abort", "cookies", "setCookie", "clearTimer"];

    /// <summary>The functions, as an object of the script's engine.</summary>
    public static JsObject Functions(JsEngine engine)
    {
        JsObject host = new(engine);
        void Add(string name, Func<JsValue[], JsValue> call) => Sandbox.Define(engine, host, name, (_, arguments) => call(arguments));
        foreach (string name in Idle)
        {
            Add(name, _ => JsValue.Undefined);
        }

        // Data is made as in a run: options may follow from it, and its mistakes are seen before one.
        K6Bytes.AddTo(Add, engine);
        K6WebCrypto.AddTo(Add, engine, new K6WorkHere());
        Dictionary<string, string[]> shared = [];
        Add("share", a => new JsNumber((shared[a[0].ToString()] = K6Host.Items(engine.Invoke(a[1]))).Length));
        Add("shared", a => new JsString(shared[a[0].ToString()][(int)TypeConverter.ToNumber(a[1])]));
        Add("setTimer", _ => throw new ScriptEndException("sets a timer outside of an iteration"));
        Add("openSocket", _ => throw new ScriptEndException("opens a socket outside of an iteration"));
        Add("invoke", _ => throw new ScriptEndException("calls a method outside of an iteration"));
        Add("browse", _ => throw new ScriptEndException("uses a browser outside of an iteration"));
        Add("browserVersion", _ => new JsString(""));
        Add("browserSession", _ => new JsNumber(0));
        Add("sourceOf", _ => JsValue.Undefined);
        Add("secret", _ => throw new ScriptEndException("asks for a secret where there is no load"));
        Add("send", _ => throw new ScriptEndException("sends a request where there is no load; the command line sends none"));
        return host;
    }
}
