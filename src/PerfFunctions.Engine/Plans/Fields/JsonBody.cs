using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PerfFunctions.Engine.Plans.Documents;

namespace PerfFunctions.Engine.Plans.Fields;

/// <summary>Writes the value of <c>json:</c> as JSON text.</summary>
/// <remarks>
/// Types follow YAML's core schema: a plain <c>5</c> is a number with all its digits, a quoted one a text. A
/// text that is only a <c>${variable}</c> takes the type of its value; in a longer one the value is filled in JSON-escaped.
/// </remarks>
internal static class JsonBody
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON text; null if a problem was reported.</summary>
    public static string? Read(Field field, int longest = PlanLimits.BodyLength)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Options))
        {
            Write(writer, field.Node, field);
        }

        string text = Encoding.UTF8.GetString(buffer.WrittenSpan);
        if (text.Length > longest)
        {
            field.Refuse("the JSON is too long", $"at most {longest} characters");
            return null;
        }

        return text;
    }

    private static void Write(Utf8JsonWriter writer, PlanNode node, Field field)
    {
        switch (node)
        {
            case MapNode map:
                writer.WriteStartObject();
                foreach (MapEntry entry in map.Entries)
                {
                    writer.WritePropertyName(entry.Key);
                    Write(writer, entry.Value, field);
                }

                writer.WriteEndObject();
                break;
            case ListNode list:
                writer.WriteStartArray();
                foreach (PlanNode item in list.Items)
                {
                    Write(writer, item, field);
                }

                writer.WriteEndArray();
                break;
            case ScalarNode scalar:
                WriteScalar(writer, scalar, field);
                break;
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, ScalarNode scalar, Field field)
    {
        if (!scalar.IsPlain)
        {
            writer.WriteStringValue(scalar.Text);
        }
        else if (PlainValues.IsNull(scalar.Text))
        {
            writer.WriteNullValue();
        }
        else if (PlainValues.Truth(scalar.Text) is { } truth)
        {
            writer.WriteBooleanValue(truth);
        }
        else if (PlainValues.IsNumber(scalar.Text))
        {
            writer.WriteRawValue(PlainValues.JsonNumber(scalar.Text));
        }
        else
        {
            WritePlainText(writer, scalar, field);
        }
    }

    private static void WritePlainText(Utf8JsonWriter writer, ScalarNode scalar, Field field)
    {
        if (PlainValues.IsNotFinite(scalar.Text))
        {
            field.Problems.Add(
                field.Path, scalar.Line, scalar.Text, "this is not a JSON number", "a finite number, or the text in quotes");
        }

        writer.WriteStringValue(scalar.Text);
    }
}
