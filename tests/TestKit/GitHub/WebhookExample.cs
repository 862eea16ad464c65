using System.Text.Json;

namespace PerfFunctions.TestKit.GitHub;

/// <summary>One of GitHub's own examples of a webhook delivery.</summary>
/// <param name="Event">Name of the event.</param>
/// <param name="Action">What happened; null where the event has no actions.</param>
/// <param name="Body">The payload, as JSON.</param>
public sealed record WebhookExample(string Event, string? Action, string Body)
{
    /// <summary>All examples.</summary>
    public static async Task<IReadOnlyList<WebhookExample>> LoadAsync(CancellationToken cancellation = default)
    {
        byte[] index = await NpmFile.ReadAsync(
            "@octokit/webhooks-examples", "api.github.com/index.json", "examples.json", file => ((MemoryStream)file).ToArray(), cancellation);
        using var json = JsonDocument.Parse(index);
        return
        [
            .. json.RootElement.EnumerateArray().SelectMany(group => group.GetProperty("examples").EnumerateArray().Select(
                payload => new WebhookExample(group.GetProperty("name").GetString()!, ActionOf(payload), payload.GetRawText()))),
        ];
    }

    private static string? ActionOf(JsonElement payload) =>
        payload.TryGetProperty("action", out JsonElement action) ? action.GetString() : null;
}
