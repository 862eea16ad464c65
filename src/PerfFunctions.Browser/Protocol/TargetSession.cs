using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace PerfFunctions.Browser.Protocol;

/// <summary>
/// A page, or what lives below it in a process or thread of its own: a frame of another site, a worker. Each is held until it
/// is prepared, so none sends a request or runs a script before. Playwright gives a session for a page only, so what is below
/// is spoken to in the older way, by messages within messages.
/// </summary>
internal sealed class TargetSession
{
    private readonly ConcurrentDictionary<string, TargetSession> _below = new();
    private readonly Func<string, Dictionary<string, object>, Task> _send;
    private readonly Func<TargetSession, Task> _prepare;
    private int _lastCall;

    private TargetSession(Func<string, Dictionary<string, object>, Task> send, Func<TargetSession, Task> prepare) =>
        (_send, _prepare) = (send, prepare);

    /// <summary>Hears the requests that are held, where the target was prepared to hold them.</summary>
    public event Func<JsonElement, Task>? RequestPaused;

    /// <summary>Whether this is the page itself.</summary>
    public bool IsPage { get; private init; }

    /// <summary>Prepares a page now, and whatever comes to be below it as it comes.</summary>
    public static async Task<TargetSession> AttachAsync(IPage page, Func<TargetSession, Task> prepare)
    {
        ICDPSession session = await page.Context.NewCDPSessionAsync(page);
        TargetSession top = new(session.SendAsync, prepare) { IsPage = true };
        foreach (string name in new[] { "Fetch.requestPaused", "Target.attachedToTarget", "Target.detachedFromTarget", "Target.receivedMessageFromTarget" })
        {
            session.On(name, arguments => _ = top.ReceiveAsync(name, arguments));
        }
        await prepare(top);
        await top.FollowAsync();
        return top;
    }

    /// <summary>Sends a command. Of one that goes below the page, only the sending is waited for: not all targets know all commands.</summary>
    public Task SendAsync(string method, params (string Name, object Value)[] arguments) =>
        _send(method, arguments.ToDictionary(a => a.Name, a => a.Value));

    private Task FollowAsync() =>
        SendAsync("Target.setAutoAttach", ("autoAttach", true), ("waitForDebuggerOnStart", true), ("flatten", false));

    private async Task ReceiveAsync(string name, JsonElement arguments)
    {
        try
        {
            await HandleAsync(name, arguments);
        }
        catch (Exception error) when (error is PlaywrightException || SessionEvents.IsUnreadable(error))
        {
            // The target, or the request, has gone meanwhile; or what it says cannot be read.
        }
    }

    private async Task HandleAsync(string name, JsonElement arguments)
    {
        switch (name)
        {
            case "Fetch.requestPaused":
                await (RequestPaused?.Invoke(arguments) ?? Task.CompletedTask);
                break;
            case "Target.attachedToTarget":
                TargetSession below = Below(Id(arguments));
                await _prepare(below);
                await below.FollowAsync();
                await below.SendAsync("Runtime.runIfWaitingForDebugger");
                break;
            case "Target.detachedFromTarget":
                _below.TryRemove(Id(arguments), out _);
                break;
            case "Target.receivedMessageFromTarget" when _below.TryGetValue(Id(arguments), out TargetSession? sender):
                using (JsonDocument message = JsonDocument.Parse(arguments.GetProperty("message").GetString()!))
                {
                    if (message.RootElement.TryGetProperty("method", out JsonElement method))
                    {
                        await sender.ReceiveAsync(method.GetString()!, message.RootElement.GetProperty("params"));
                    }
                }
                break;
        }
    }

    private TargetSession Below(string session) => _below[session] = new(
        (method, arguments) => SendAsync(
            "Target.sendMessageToTarget",
            ("sessionId", session),
            ("message", JsonSerializer.Serialize(new { id = Interlocked.Increment(ref _lastCall), method, @params = arguments }))),
        _prepare);

    private static string Id(JsonElement arguments) => arguments.GetProperty("sessionId").GetString()!;
}
