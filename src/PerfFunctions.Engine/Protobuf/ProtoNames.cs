using System.Text.Json;
using Google.Protobuf.Reflection;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Protobuf;

/// <summary>Finds fields in JSON that a message does not have, before any values are known.</summary>
public static class ProtoNames
{
    /// <summary>The first field that there is not, and what there is; null for none.</summary>
    public static (string Message, string Allowed)? MistakeIn(JsonElement json, MessageDescriptor type)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (JsonProperty property in json.EnumerateObject())
        {
            string[] names = [.. type.Fields.InDeclarationOrder().Select(f => f.JsonName)];
            if (type.Fields.InDeclarationOrder()
                .FirstOrDefault(f => f.JsonName == property.Name || f.Name == property.Name) is not { } field)
            {
                return (
                    $"'{type.FullName}' has no field '{property.Name}'{Spelling.Hint(property.Name, names)}",
                    names.Length == 0 ? "an empty message" : Spelling.List(names));
            }

            if (field.FieldType == FieldType.Message && !field.IsMap && MistakeInside(property.Value, field) is { } mistake)
            {
                return mistake;
            }
        }

        return null;
    }

    private static (string Message, string Allowed)? MistakeInside(JsonElement json, FieldDescriptor field) =>
        !field.IsRepeated ? MistakeIn(json, field.MessageType)
        : json.ValueKind == JsonValueKind.Array
            ? json.EnumerateArray().Select(item => MistakeIn(item, field.MessageType)).FirstOrDefault(m => m is not null)
        : null;
}
