using System.Text.Json;

namespace PerfFunctions.TestKit.GitHub;

/// <summary>One of GitHub's own examples of a webhook delivery.</summary>
/// <param name="Event">Name of the event.</param>
/// <param name="Action">What happened; null where the event has no actions.</param>
/// <param name="Body">The payload, as JSON.</param>
public sealed record WebhookExample(string Event, string? Action, string Body)
{
    private static readonly Lazy<Task<IReadOnlyList<WebhookExample>>> All = new(ReadAsync);

    /// <summary>All examples. The first time on a machine this fetches them, 0.4 MB.</summary>
    public static Task<IReadOnlyList<WebhookExample>> LoadAsync(CancellationToken cancellationToken = default) =>
        All.Value.WaitAsync(cancellationToken);

    private static async Task<IReadOnlyList<WebhookExample>> ReadAsync()
    {
        byte[] index = await NpmFile.ReadAsync(
            "@octokit/webhooks-examples", "api.github.com/index.json", "examples.json",
            file => ((MemoryStream)file).ToArray(), CancellationToken.None);
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
