using System.Text.Json;
using PerfFunctions.Load.Recording;

namespace PerfFunctions.Load.Responses;

/// <summary>Finds the <c>errors</c> of a GraphQL response, which most servers send with status 200.</summary>
internal sealed class GraphQlErrors
{
    private readonly QuotedFailures _quoted = new();

    /// <summary>The failure, named by the first message; null when the response has no errors.</summary>
    /// <param name="response">The response; null when there is none.</param>
    /// <param name="clean">Takes out what must not be kept.</param>
    public string? Find(CaptureSource? response, Func<string, string> clean)
    {
        if (response?.Json?.RootElement is not { ValueKind: JsonValueKind.Object } root ||
            !root.TryGetProperty("errors", out JsonElement errors)
                || errors.ValueKind != JsonValueKind.Array
                || errors.GetArrayLength() == 0)
        {
            return null;
        }

        return _quoted.NameOf("graphql error", MessageOf(errors[0]) is { } message ? clean(message) : null);
    }

    private static string? MessageOf(JsonElement error) =>
        error.ValueKind == JsonValueKind.Object
            && error.TryGetProperty("message", out JsonElement message)
            && message.ValueKind == JsonValueKind.String
            ? message.GetString()
            : null;
}
