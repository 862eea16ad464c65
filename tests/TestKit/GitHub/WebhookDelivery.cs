using System.Security.Cryptography;
using System.Text;

namespace PerfFunctions.TestKit.GitHub;

/// <summary>A webhook delivery as GitHub sends it.</summary>
/// <param name="Event">Name of the event.</param>
/// <param name="Id">Id of the delivery; a redelivery keeps it.</param>
/// <param name="Body">The payload.</param>
/// <param name="Secret">What it is signed with.</param>
public sealed record WebhookDelivery(string Event, string Id, byte[] Body, string Secret)
{
    /// <summary>A delivery with an id of its own.</summary>
    public static WebhookDelivery Of(string @event, string json, string secret) =>
        new(@event, Guid.NewGuid().ToString(), Encoding.UTF8.GetBytes(json), secret);

    /// <summary>All headers that the receiver reads.</summary>
    public IReadOnlyDictionary<string, string> Headers => new Dictionary<string, string>
    {
        ["Content-Type"] = "application/json",
        ["X-GitHub-Event"] = Event,
        ["X-GitHub-Delivery"] = Id,
        ["X-Hub-Signature-256"] = $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Body))}",
    };

    /// <summary>Sends it.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpClient http, Uri webhook, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook) { Content = new ByteArrayContent(Body) };
        foreach ((string name, string value) in Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await http.SendAsync(request, cancellationToken);
    }
}
