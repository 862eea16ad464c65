using System.Globalization;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.Scripts;

/// <summary>
/// Makes engines in which a script reaches nothing but its own values, and in which nothing runs past the budget. The engine
/// looks at a budget with each statement, and within most of its own loops; what has loops without it is replaced or not there.
/// </summary>
internal static class Sandbox
{
    private static readonly HashSet<string> Kept =
    [
        "Infinity", "NaN", "undefined", "globalThis", "decodeURI", "decodeURIComponent", "encodeURI", "encodeURIComponent",
        "isFinite", "isNaN", "parseFloat", "parseInt", "Array", "Boolean", "Date", "Error", "Function", "JSON", "Map", "Math",
        "Number", "Object", "RangeError", "ReferenceError", "RegExp", "Set", "String", "Symbol", "SyntaxError", "TypeError",
        "URIError", "WeakMap", "WeakSet",
    ];

    // What compiles texts by itself, buffers past any budget, waits, big integers, and what may call itself without end; whatever a later version adds, too.
    private static readonly JsValue[] Doubtful =
        [.. new JsEngine().Global.GetOwnPropertyKeys(Types.String).Where(k => !Kept.Contains(k.ToString()))];

    private static readonly string[] SetLoops =
        ["union", "intersection", "difference", "symmetricDifference", "isSubsetOf", "isSupersetOf", "isDisjointFrom"];

    /// <summary>A new engine.</summary>
    /// <param name="budget">Ends what does too much.</param>
    /// <param name="more">Names of what else a script may have; null for nothing.</param>
    /// <param name="compiler">Compiles texts for modules, which are strict by themselves; null for a script, whose texts stay texts.</param>
    public static JsEngine Create(ScriptBudget budget, IReadOnlySet<string>? more = null, TextCompiler? compiler = null)
    {
        JsEngine engine = new(options =>
        {
            options.LimitRecursion(ScriptBudget.Calls).MaxArraySize(ScriptBudget.Items)
                .RegexTimeoutInterval(CompiledScript.RegexTimeout).LocalTimeZone(TimeZoneInfo.Utc).Constraint(budget);
            options.Culture = CultureInfo.InvariantCulture;
            _ = compiler is null ? options.Strict().DisableStringCompilation() : options.UseHostFactory(_ => compiler);
        });
        ObjectInstance global = engine.Global;
        foreach (JsValue name in Doubtful.Where(n => more?.Contains(n.ToString()) != true))
        {
            global.Delete(name);
        }

        BoundLists(engine, budget);
        BoundTexts(engine, Prototype(global, "String"));
        Remove(Prototype(global, "Set"), SetLoops);
        Remove(Part(global, "Object"), "groupBy", "fromEntries");
        Remove(Part(global, "Map"), "groupBy");
        Remove(Part(global, "Math"), "sumPrecise");
        ScriptJson json = new(engine, budget);
        Define(engine, Part(global, "JSON"), "stringify", (_, arguments) => arguments.Length > 1
            ? throw new ScriptEndException("JSON.stringify takes one value")
            : json.Write(First(arguments)) is { } text ? new JsString(text) : JsValue.Undefined);
        return engine;
    }

    /// <summary>Defines a function.</summary>
    public static void Define(JsEngine engine, ObjectInstance holder, string name, Func<JsValue, JsValue[], JsValue> function)
    {
        ClrFunction defined = new(engine, name, function);
        holder.FastSetProperty(name, new PropertyDescriptor(defined, writable: true, enumerable: false, configurable: true));
    }

    /// <summary>A global object.</summary>
    public static ObjectInstance Part(ObjectInstance holder, string name) => (ObjectInstance)holder.Get(name);

    private static void BoundLists(JsEngine engine, ScriptBudget budget)
    {
        ObjectInstance lists = Prototype(engine.Global, "Array");
        BoundedLists bounded = new(engine, budget);
        Define(engine, lists, "join", (self, arguments) => bounded.Join(self, First(arguments)));
        Define(engine, lists, "toString", (self, _) => bounded.Join(self, JsValue.Undefined));
        Define(engine, lists, "flat", (self, arguments) => bounded.Flat(self, First(arguments)));
        Remove(lists, "toLocaleString");
        Remove(Part(engine.Global, "Array"), "fromAsync");

        // Methods of all iterators: they go on as long as an iterator does, and one may have no end.
        ObjectInstance iterator = (ObjectInstance)engine.Call(lists.Get("values"), new JsArray(engine), []);
        ObjectInstance iterators = iterator.Prototype!.Prototype!;
        foreach (JsValue key in iterators.GetOwnPropertyKeys(Types.String).ToArray())
        {
            iterators.Delete(key);
        }
    }

    private static void BoundTexts(JsEngine engine, ObjectInstance texts)
    {
        foreach (string name in (string[])["repeat", "padStart", "padEnd"])
        {
            JsValue unbounded = texts.Get(name);
            Define(engine, texts, name, (self, arguments) =>
            {
                // What an object says it is, it says once: it might say something else the next time.
                double count = TypeConverter.ToNumber(First(arguments));
                JsString text = new(TypeConverter.ToString(self));
                return count * (name == "repeat" ? text.Length : 1) > ScriptBudget.Characters
                    ? throw new ScriptEndException("makes a text of more than 1,000,000 characters")
                    : engine.Call(unbounded, text, [new JsNumber(count), .. arguments.Skip(1)]);
            });
        }
    }

    private static JsValue First(JsValue[] arguments) => arguments.Length > 0 ? arguments[0] : JsValue.Undefined;

    private static ObjectInstance Prototype(ObjectInstance global, string name) => Part(Part(global, name), "prototype");

    private static void Remove(ObjectInstance holder, params string[] names)
    {
        foreach (string name in names)
        {
            holder.Delete(name);
        }
    }
}
