using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Protobuf;

/// <summary>
/// Writes messages from JSON by the mapping of protocol buffers (ProtoJSON): numbers may be texts, bytes are Base64, values of an
/// enum are names or numbers, and fields have either of their two names. Well-known types are written as the fields that they
/// have.
/// </summary>
public static class ProtoWriter
{
    private const int MaxDepth = 32;

    /// <summary>The bytes of a message.</summary>
    /// <exception cref="FormatException">The JSON does not fit the message; the text names the field and no value.</exception>
    public static byte[] Write(JsonElement json, MessageDescriptor type)
    {
        using MemoryStream bytes = new();
        using (CodedOutputStream to = new(bytes, leaveOpen: true))
        {
            Write(to, json, type, type.Name, 0);
        }

        return bytes.ToArray();
    }

    private static void Write(CodedOutputStream to, JsonElement json, MessageDescriptor type, string path, int depth)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"message: '{path}' is not an object");
        }

        if (depth > MaxDepth)
        {
            throw new FormatException($"message: '{path}' is nested too deeply");
        }

        foreach (JsonProperty property in json.EnumerateObject())
        {
            FieldDescriptor field = Find(type, property.Name) ?? throw new FormatException(
                $"message: '{type.Name}' has no field '{property.Name}'" +
                Spelling.Hint(property.Name, type.Fields.InDeclarationOrder().Select(f => f.JsonName)));
            string name = $"{path}.{field.JsonName}";
            if (property.Value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            if (field.IsMap)
            {
                WriteMap(to, property.Value, field, name, depth);
            }
            else if (!field.IsRepeated)
            {
                WriteOne(to, property.Value, field, name, depth);
            }
            else if (property.Value.ValueKind != JsonValueKind.Array)
            {
                throw new FormatException($"message: '{name}' is not a list");
            }
            else
            {
                // One by one: readers take packed and unpacked values alike.
                foreach (JsonElement item in property.Value.EnumerateArray())
                {
                    WriteOne(to, item, field, name, depth);
                }
            }
        }
    }

    private static FieldDescriptor? Find(MessageDescriptor type, string name) =>
        type.Fields.InDeclarationOrder().FirstOrDefault(f => f.JsonName == name || f.Name == name);

    private static void WriteMap(CodedOutputStream to, JsonElement json, FieldDescriptor field, string name, int depth)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"message: '{name}' is not an object");
        }

        FieldDescriptor key = field.MessageType.FindFieldByNumber(1);
        FieldDescriptor value = field.MessageType.FindFieldByNumber(2);
        foreach (JsonProperty entry in json.EnumerateObject())
        {
            using MemoryStream bytes = new();
            using (CodedOutputStream inner = new(bytes, leaveOpen: true))
            {
                WriteOne(inner, JsonSerializer.SerializeToElement(entry.Name), key, name, depth);
                WriteOne(inner, entry.Value, value, name, depth + 1);
            }

            to.WriteTag(field.FieldNumber, WireFormat.WireType.LengthDelimited);
            to.WriteBytes(ByteString.CopyFrom(bytes.ToArray()));
        }
    }

    private static void WriteOne(CodedOutputStream to, JsonElement json, FieldDescriptor field, string name, int depth)
    {
        if (field.FieldType == FieldType.Message)
        {
            using MemoryStream bytes = new();
            using (CodedOutputStream inner = new(bytes, leaveOpen: true))
            {
                Write(inner, json, field.MessageType, name, depth + 1);
            }

            to.WriteTag(field.FieldNumber, WireFormat.WireType.LengthDelimited);
            to.WriteBytes(ByteString.CopyFrom(bytes.ToArray()));
            return;
        }

        to.WriteTag(field.FieldNumber, WireTypeOf(field.FieldType, name));
        try
        {
            WriteScalar(to, json, field);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or OverflowException)
        {
            throw new FormatException($"message: '{name}' is not a valid {field.FieldType.ToString().ToLowerInvariant()}", e);
        }
    }

    private static void WriteScalar(CodedOutputStream to, JsonElement json, FieldDescriptor field)
    {
        string text = json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText();
        switch (field.FieldType)
        {
            case FieldType.Double: to.WriteDouble(Number(text)); break;
            case FieldType.Float: to.WriteFloat((float)Number(text)); break;
            case FieldType.Int32: to.WriteInt32(Whole<int>(text)); break;
            case FieldType.SInt32: to.WriteSInt32(Whole<int>(text)); break;
            case FieldType.SFixed32: to.WriteSFixed32(Whole<int>(text)); break;
            case FieldType.UInt32: to.WriteUInt32(Whole<uint>(text)); break;
            case FieldType.Fixed32: to.WriteFixed32(Whole<uint>(text)); break;
            case FieldType.Int64: to.WriteInt64(Whole<long>(text)); break;
            case FieldType.SInt64: to.WriteSInt64(Whole<long>(text)); break;
            case FieldType.SFixed64: to.WriteSFixed64(Whole<long>(text)); break;
            case FieldType.UInt64: to.WriteUInt64(Whole<ulong>(text)); break;
            case FieldType.Fixed64: to.WriteFixed64(Whole<ulong>(text)); break;
            case FieldType.Bool: to.WriteBool(bool.Parse(text)); break;
            case FieldType.String when json.ValueKind is JsonValueKind.Object or JsonValueKind.Array: throw new FormatException();
            case FieldType.String: to.WriteString(text); break;
            case FieldType.Bytes: to.WriteBytes(ByteString.FromBase64(text)); break;
            default: to.WriteEnum(EnumOf(field.EnumType, text)); break;
        }
    }

    private static int EnumOf(EnumDescriptor type, string text) => type.FindValueByName(text)?.Number ?? Whole<int>(text);

    private static double Number(string text) => text switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    // 5.0 and 5e0 are whole numbers in JSON.
    private static T Whole<T>(string text)
        where T : struct, System.Numerics.IBinaryInteger<T>
    {
        if (T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out T whole))
        {
            return whole;
        }

        decimal number = decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return number == decimal.Truncate(number) ? T.CreateChecked(number) : throw new FormatException();
    }

    private static WireFormat.WireType WireTypeOf(FieldType type, string name) => type switch
    {
        FieldType.Double or FieldType.Fixed64 or FieldType.SFixed64 => WireFormat.WireType.Fixed64,
        FieldType.Float or FieldType.Fixed32 or FieldType.SFixed32 => WireFormat.WireType.Fixed32,
        FieldType.String or FieldType.Bytes => WireFormat.WireType.LengthDelimited,
        FieldType.Group => throw new FormatException($"message: '{name}' is a group, which is not supported"),
        _ => WireFormat.WireType.Varint,
    };
}
