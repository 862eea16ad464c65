using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace PerfFunctions.Engine.Protobuf;

/// <summary>
/// Reads messages as JSON by the mapping of protocol buffers (ProtoJSON): 64-bit numbers are texts, bytes Base64, values of an
/// enum names. Fields without presence are there with their defaults, so that a test of a zero has something to look at.
/// </summary>
public static class ProtoReader
{
    private const int MaxDepth = 32;

    /// <summary>The JSON of a message, UTF-8.</summary>
    /// <exception cref="FormatException">The bytes are not such a message, or nested deeper than 32 levels.</exception>
    public static byte[] Read(byte[] bytes, MessageDescriptor type)
    {
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(Read(bytes, type, 0));
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new FormatException($"this is not a message '{type.Name}'", e);
        }
    }

    private static JsonObject Read(byte[] bytes, MessageDescriptor type, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new FormatException($"a message '{type.Name}' is nested too deeply");
        }

        JsonObject json = Defaults(type);
        using CodedInputStream from = new(bytes);
        uint tag;
        while ((tag = from.ReadTag()) != 0)
        {
            FieldDescriptor? field = type.FindFieldByNumber(WireFormat.GetTagFieldNumber(tag));
            if (field is null || field.FieldType == FieldType.Group)
            {
                from.SkipLastField();
            }
            else if (field.IsMap)
            {
                JsonObject entry = Read(from.ReadBytes().ToByteArray(), field.MessageType, depth + 1);
                json[field.JsonName]!.AsObject()[entry["key"]!.ToString()] = entry["value"]?.DeepClone();
            }
            else if (field.IsRepeated)
            {
                ReadRepeated(from, tag, field, json[field.JsonName]!.AsArray(), depth);
            }
            else
            {
                json[field.JsonName] = ReadOne(from, field, depth);
            }
        }

        return json;
    }

    private static JsonObject Defaults(MessageDescriptor type)
    {
        JsonObject json = [];
        foreach (FieldDescriptor field in type.Fields.InFieldNumberOrder())
        {
            if (field.IsMap)
            {
                json[field.JsonName] = new JsonObject();
            }
            else if (field.IsRepeated)
            {
                json[field.JsonName] = new JsonArray();
            }
            else if (!field.HasPresence)
            {
                json[field.JsonName] = DefaultOf(field);
            }
        }

        return json;
    }

    private static JsonNode? DefaultOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String or FieldType.Bytes => "",
        FieldType.Bool => false,
        FieldType.Enum => NameOf(field.EnumType, 0),
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 or FieldType.UInt64 or FieldType.Fixed64 => "0",
        _ => 0,
    };

    private static void ReadRepeated(CodedInputStream from, uint tag, FieldDescriptor field, JsonArray list, int depth)
    {
        bool isPacked = WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited &&
            field.FieldType is not (FieldType.String or FieldType.Bytes or FieldType.Message);
        if (!isPacked)
        {
            list.Add(ReadOne(from, field, depth));
            return;
        }

        using CodedInputStream packed = new(from.ReadBytes().ToByteArray());
        while (!packed.IsAtEnd)
        {
            list.Add(ReadOne(packed, field, depth));
        }
    }

    private static JsonNode? ReadOne(CodedInputStream from, FieldDescriptor field, int depth) => field.FieldType switch
    {
        FieldType.Message => Read(from.ReadBytes().ToByteArray(), field.MessageType, depth + 1),
        FieldType.Double => Number(from.ReadDouble()),
        FieldType.Float => Number(from.ReadFloat()),
        FieldType.Int32 => from.ReadInt32(),
        FieldType.SInt32 => from.ReadSInt32(),
        FieldType.SFixed32 => from.ReadSFixed32(),
        FieldType.UInt32 => from.ReadUInt32(),
        FieldType.Fixed32 => from.ReadFixed32(),
        FieldType.Int64 => Text(from.ReadInt64()),
        FieldType.SInt64 => Text(from.ReadSInt64()),
        FieldType.SFixed64 => Text(from.ReadSFixed64()),
        FieldType.UInt64 => Text(from.ReadUInt64()),
        FieldType.Fixed64 => Text(from.ReadFixed64()),
        FieldType.Bool => from.ReadBool(),
        FieldType.String => from.ReadString(),
        FieldType.Bytes => from.ReadBytes().ToBase64(),
        _ => NameOf(field.EnumType, from.ReadEnum()),
    };

    // A value that an enum does not have a name for stays a number.
    private static JsonNode NameOf(EnumDescriptor type, int number) =>
        type.FindValueByNumber(number)?.Name is { } name ? name : number;

    private static JsonNode Number(double value) => double.IsFinite(value) ? value : Text(value);

    private static JsonNode Text(IFormattable value) => value.ToString(null, System.Globalization.CultureInfo.InvariantCulture);
}
