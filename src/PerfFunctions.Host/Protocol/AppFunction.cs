using System.Text.Json;
using System.Text.Json.Nodes;

namespace PerfFunctions.Host.Protocol;

/// <summary>A function of the app, as its worker describes it.</summary>
/// <param name="Id">What invocations name it by.</param>
/// <param name="Name">Its name, unique without regard to case.</param>
/// <param name="Trigger">The binding that starts it.</param>
/// <param name="Clients">Names of the parameters that take a Durable client.</param>
internal sealed record AppFunction(string Id, string Name, FunctionTrigger Trigger, IReadOnlyList<string> Clients)
{
    /// <summary>Reads the worker's metadata.</summary>
    /// <exception cref="InvalidOperationException">It has no trigger, or one that this host does not run.</exception>
    public static AppFunction Read(RpcFunctionMetadata metadata)
    {
        JsonObject[] bindings = [.. metadata.RawBindings.Select(raw => JsonNode.Parse(raw)!.AsObject())];
        JsonObject trigger = bindings.FirstOrDefault(binding => FunctionTrigger.IsTrigger(TypeOf(binding)))
            ?? throw new InvalidOperationException($"Function '{metadata.Name}' has no trigger.");
        return new(
            metadata.FunctionId,
            metadata.Name,
            FunctionTrigger.Read(metadata.Name, trigger),
            [.. bindings.Where(binding => TypeOf(binding).Equals("durableClient", StringComparison.OrdinalIgnoreCase)).Select(NameOf)]);
    }

    internal static string NameOf(JsonObject binding) => binding["name"]!.GetValue<string>();

    internal static string TypeOf(JsonObject binding) => binding["type"]!.GetValue<string>();
}

/// <summary>What starts a function.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Parameter">Name of the parameter that takes what the trigger brings.</param>
/// <param name="Properties">All that the trigger's attribute says.</param>
internal sealed record FunctionTrigger(TriggerKind Kind, string Parameter, JsonObject Properties)
{
    public static bool IsTrigger(string type) => type.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase);

    public static FunctionTrigger Read(string function, JsonObject binding) =>
        Enum.TryParse(AppFunction.TypeOf(binding)[..^"Trigger".Length], ignoreCase: true, out TriggerKind kind)
            ? new(kind, AppFunction.NameOf(binding), binding)
            : throw new InvalidOperationException(
                $"Function '{function}' has the trigger '{AppFunction.TypeOf(binding)}'; this host runs {string.Join(", ", Enum.GetNames<TriggerKind>())} triggers.");

    /// <summary>A property as text; null where the attribute does not set it.</summary>
    public string? Text(string property) =>
        Properties[property] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>A property that is true or false.</summary>
    public bool Flag(string property, bool otherwise) => Properties[property] switch
    {
        JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),
        JsonValue value when bool.TryParse(value.ToString(), out bool flag) => flag,
        _ => otherwise,
    };
}

/// <summary>The triggers that this host runs; the names are those of the binding types without "Trigger".</summary>
internal enum TriggerKind
{
    /// <summary>An HTTP request.</summary>
    Http,

    /// <summary>A schedule.</summary>
    Timer,

    /// <summary>A step of an orchestration.</summary>
    Orchestration,

    /// <summary>An activity of an orchestration.</summary>
    Activity,
}
