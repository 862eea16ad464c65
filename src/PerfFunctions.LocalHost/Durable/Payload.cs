using System.Text.Json;

namespace PerfFunctions.LocalHost.Durable;

/// <summary>How inputs, outputs and events become JSON: like the official worker's serializer (names as they are, read without regard to case; no fields, so no tuples).</summary>
internal static class Payload
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true };

    public static string? Write(object? value) => value is null ? null : JsonSerializer.Serialize(value, value.GetType(), Options);

    public static T? Read<T>(string? json) => json is null ? default : JsonSerializer.Deserialize<T>(json, Options);

    public static object? Read(string? json, Type type)
    {
        if (json is not null)
        {
            return JsonSerializer.Deserialize(json, type, Options);
        }

        return type.IsValueType ? Activator.CreateInstance(type) : null;
    }
}
