using System.Text.Json;
using System.Text.Json.Serialization;

namespace PerfFunctions.Engine.Text;

/// <summary>The one JSON form of what is stored, answered and reported: camel case, enums by name, nulls left out.</summary>
public static class PerfJson
{
    /// <summary>The options; read-only.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
