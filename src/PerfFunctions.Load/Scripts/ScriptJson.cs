using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Jint;
using Jint.Native;
using Jint.Native.Json;
using Jint.Native.Object;
using Jint.Runtime;
using PerfFunctions.Engine.Values;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.Scripts;

/// <summary>Values of a flow as values of a script, and back.</summary>
/// <remarks>
/// Writes JSON itself: the engine's own writer looks at no budget, and a small script can build a value that it takes hours over.
/// </remarks>
internal sealed class ScriptJson(JsEngine engine, ScriptBudget budget)
{
    private const int MaxDepth = 60;
    private const int MaxIndent = 10;

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
        NewLine = "\n",
    };

    /// <summary>A value as the script sees it.</summary>
    public JsValue ToScript(Value value) => value.Kind switch
    {
        ValueKind.Text => new JsString(value.Text),
        ValueKind.Boolean => value.IsTrue ? JsBoolean.True : JsBoolean.False,
        ValueKind.Number when value.TryNumber(out double number) => new JsNumber(number),
        ValueKind.Json => Parse(value.Text),
        _ => JsValue.Null,
    };

    /// <summary>What a JSON text says.</summary>
    public JsValue Parse(string text) => new JsonParser(engine).Parse(text);

    /// <summary>A value of the script; null for a function and for what JSON cannot say.</summary>
    public Value ToValue(JsValue value) => value switch
    {
        JsString text => Value.Of(text.ToString()),
        JsBoolean => Value.Of(ReferenceEquals(value, JsBoolean.True)),
        _ => Write(value) is { } json ? Value.ReadJson(json) ?? Value.Null : Value.Null,
    };

    /// <summary>A value as JSON; null for what JSON cannot say.</summary>
    /// <param name="value">The value.</param>
    /// <param name="indent">How the script wants levels to be set in: a number of spaces, or a text; undefined for one line.</param>
    public string? Write(JsValue value, JsValue indent)
    {
        JsonWriterOptions options = Options;
        (options.IndentCharacter, options.IndentSize) = indent switch
        {
            JsNumber number when TypeConverter.ToNumber(number) >= 1 => (' ', (int)Math.Min(MaxIndent, TypeConverter.ToNumber(number))),
            JsString text when text.ToString() is [(' ' or '\t') and var first, ..] whole && whole.All(c => c == first) =>
                (first, Math.Min(MaxIndent, whole.Length)),
            _ => (' ', 0),
        };
        options.Indented = options.IndentSize > 0;
        return Write(value, options);
    }

    /// <summary>A value as JSON in one line; null for what JSON cannot say.</summary>
    public string? Write(JsValue value) => Write(value, Options);

    private string? Write(JsValue value, JsonWriterOptions options)
    {
        JsValue resolved = Resolve(value, "");
        if (!IsData(resolved))
        {
            return null;
        }

        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter writer = new(buffer, options);
        Write(writer, resolved, 0);
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void Write(Utf8JsonWriter writer, JsValue value, int depth)
    {
        budget.Look();
        switch (value)
        {
            case JsString text:
                writer.WriteStringValue(text.ToString());
                break;
            case JsBoolean:
                writer.WriteBooleanValue(ReferenceEquals(value, JsBoolean.True));
                break;
            case JsNumber number when double.IsFinite(number.AsNumber()):
                writer.WriteRawValue(number.ToString(), skipInputValidation: true);
                break;
            case ObjectInstance when depth == MaxDepth:
                throw new ScriptEndException($"has a value that is nested more than {MaxDepth} levels deep");
            case JsArray list:
                WriteList(writer, list, depth + 1);
                break;
            case ObjectInstance map when IsData(map):
                WriteMap(writer, map, depth + 1);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private void WriteList(Utf8JsonWriter writer, JsArray list, int depth)
    {
        writer.WriteStartArray();
        for (uint i = 0; i < list.Length; i++)
        {
            Write(writer, Resolve(list[i], i.ToString(System.Globalization.CultureInfo.InvariantCulture)), depth);
        }

        writer.WriteEndArray();
    }

    private void WriteMap(Utf8JsonWriter writer, ObjectInstance map, int depth)
    {
        writer.WriteStartObject();
        foreach (JsValue key in map.GetOwnPropertyKeys(Types.String))
        {
            JsValue value = map.GetOwnProperty(key).Enumerable ? Resolve(map.Get(key), key.ToString()) : JsValue.Undefined;
            if (IsData(value))
            {
                writer.WritePropertyName(key.ToString());
                Write(writer, value, depth);
            }
        }

        writer.WriteEndObject();
    }

    // A date, for one, says by itself what it is in JSON.
    private JsValue Resolve(JsValue value, string key) =>
        value is ObjectInstance holder && holder.Get("toJSON") is { } write && IsFunction(write)
            ? engine.Call(write, holder, [new JsString(key)])
            : value;

    private static bool IsData(JsValue value) => !value.IsUndefined() && !value.IsSymbol() && !IsFunction(value);

    private static bool IsFunction(JsValue value) => value is Jint.Native.Function.Function;
}
