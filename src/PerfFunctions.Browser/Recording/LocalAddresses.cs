using System.Text.Json;
using Microsoft.Playwright;
using PerfFunctions.Browser.Guarding;
using PerfFunctions.Browser.Protocol;
using PerfFunctions.Browser.Recording.Evidence;

namespace PerfFunctions.Browser.Recording;

/// <summary>
/// Hears what a page wanted that Chromium opens for no page, to go there or to load a part of it: files of the machine, and the
/// browser's own pages. There is no request and no event of a navigation; the browser only logs it.
/// </summary>
internal static class LocalAddresses
{
    private const string Refusal = "Not allowed to load local resource: ";
    private const int LongestAddress = 200;

    /// <summary>Begins to listen, to the page and to its frames in other processes.</summary>
    /// <param name="session">A session of the page.</param>
    /// <param name="refused">Receives what was refused.</param>
    /// <param name="redactor">Takes the secrets out.</param>
    public static async Task WatchAsync(ICDPSession session, RefusedAddresses refused, Redactor redactor)
    {
        session.On("Log.entryAdded", message => Hear(message, refused, redactor));
        session.On("Target.receivedMessageFromTarget", message =>
        {
            using JsonDocument below = JsonDocument.Parse(message.GetProperty("message").GetString()!);
            if (below.RootElement.TryGetProperty("method", out JsonElement method) && method.ValueEquals("Log.entryAdded"))
            {
                Hear(below.RootElement.GetProperty("params"), refused, redactor);
            }
        });
        session.On("Target.attachedToTarget", message => _ = EnableAsync(session, message.GetProperty("sessionId").GetString()!));
        await session.SendAsync("Log.enable");
        // A frame is not held: the browser keeps what it has logged until somebody asks for it.
        await session.SendAsync("Target.setAutoAttach", new()
        {
            ["autoAttach"] = true,
            ["waitForDebuggerOnStart"] = false,
            ["flatten"] = false,
            ["filter"] = new[] { new Dictionary<string, object> { ["type"] = "iframe" } },
        });
    }

    private static async Task EnableAsync(ICDPSession session, string frame)
    {
        try
        {
            await session.SendAsync("Target.sendMessageToTarget", new() { ["sessionId"] = frame, ["message"] = """{"id":1,"method":"Log.enable"}""" });
        }
        catch (PlaywrightException)
        {
            // The frame has gone meanwhile.
        }
    }

    private static void Hear(JsonElement message, RefusedAddresses refused, Redactor redactor)
    {
        JsonElement entry = message.GetProperty("entry");
        if (entry.GetProperty("text").GetString()!.Split(Refusal, 2) is ["", { Length: > 0 } address])
        {
            string shown = address.Length <= LongestAddress ? address : $"{address[..LongestAddress]}…";
            refused.Add($"'{redactor.Address(shown)}' must not be opened: local.");
        }
    }
}
