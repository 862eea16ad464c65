using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.Triggers;

/// <summary>Writes server-sent events.</summary>
/// <param name="response">Where to.</param>
/// <param name="cancellationToken">Ends with the connection.</param>
internal sealed class EventStream(HttpResponse response, CancellationToken cancellationToken)
{
    private readonly Dictionary<string, string> _sent = [];

    /// <summary>Begins the stream.</summary>
    /// <param name="retry">How long a client waits before it connects again.</param>
    public async Task BeginAsync(TimeSpan retry)
    {
        response.ContentType = "text/event-stream";
        // Proxies that gather a response before they pass it on would hold back the events.
        response.Headers["X-Accel-Buffering"] = "no";
        await response.WriteAsync(FormattableString.Invariant($"retry: {retry.TotalMilliseconds:0}\n\n"), cancellationToken);
        await FlushAsync();
    }

    /// <summary>Writes an event with the place at which a client that connects again goes on.</summary>
    public Task WriteAsync(string name, string json, long id) => response.WriteAsync(
        FormattableString.Invariant($"id: {id}\nevent: {name}\ndata: {json}\n\n"), cancellationToken);

    /// <summary>Writes an event if what it says of its subject is new.</summary>
    public async Task WriteChangeAsync<T>(string name, string subject, T value)
    {
        string json = JsonSerializer.Serialize(value, PerfJson.Options);

        // A page may be named like an event.
        string key = $"{name} {subject}";
        if (_sent.GetValueOrDefault(key) != json)
        {
            _sent[key] = json;
            await response.WriteAsync($"event: {name}\ndata: {json}\n\n", cancellationToken);
        }
    }

    /// <summary>Writes a comment, so that what lies between does not take the connection for a dead one.</summary>
    public Task BeatAsync() => response.WriteAsync(": \n\n", cancellationToken);

    /// <summary>Sends what was written.</summary>
    public Task FlushAsync() => response.Body.FlushAsync(cancellationToken);
}
