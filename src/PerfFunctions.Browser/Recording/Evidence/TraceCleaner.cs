using System.IO.Compression;
using System.Text.Json;
using PerfFunctions.Browser.Recording.Trace;

namespace PerfFunctions.Browser.Recording.Evidence;

/// <summary>Writes a trace again without secrets, and without the facts about the machine that come with it.</summary>
internal static class TraceCleaner
{
    private const int Flush = 1 << 20;

    /// <summary>JSON in gzip.</summary>
    public static byte[] Clean(TraceLog trace, Redactor redactor)
    {
        using MemoryStream clean = new();
        using (GZipStream gzip = new(clean, CompressionLevel.Fastest))
        using (Utf8JsonWriter writer = new(gzip, new() { SkipValidation = true }))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("traceEvents");
            foreach (JsonElement e in trace.Root.GetProperty("traceEvents").EnumerateArray())
            {
                Write(writer, e, redactor);
                if (writer.BytesPending > Flush)
                {
                    writer.Flush();
                }
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return clean.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element, Redactor redactor)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(writer, element, redactor);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Write(writer, item, redactor);
                }
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(redactor.Clean(element.AsText()));
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, JsonElement element, Redactor redactor)
    {
        bool secret = element.Find("name") is { ValueKind: JsonValueKind.String } name && Redactor.IsSecret(name.AsText());
        writer.WriteStartObject();
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (secret && property.NameEquals("value"))
            {
                writer.WriteString("value", Redactor.Removed);
            }
            else if (property.NameEquals("snapshot"))
            {
                // A picture in base 64, where no secret stands as it is.
                property.WriteTo(writer);
            }
            else
            {
                writer.WritePropertyName(redactor.Clean(property.Name));
                Write(writer, property.Value, redactor);
            }
        }
        writer.WriteEndObject();
    }
}
