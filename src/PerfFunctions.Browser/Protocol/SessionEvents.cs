using System.Text.Json;
using Microsoft.Playwright;

namespace PerfFunctions.Browser.Protocol;

/// <summary>Listens to what the browser says of a page.</summary>
internal static class SessionEvents
{
    /// <summary>
    /// Listens. What a page wrote may be in any part of a message, such as half a character that no text of .NET can hold, and an
    /// exception in a handler would end the connection to the browser for all pages: a message that cannot be read is left out, and
    /// its values are then missing.
    /// </summary>
    public static void On(this ICDPSession session, string name, Action<JsonElement> handle) => session.Event(name).OnEvent += (_, arguments) =>
    {
        try
        {
            handle(arguments ?? default);
        }
        catch (Exception error) when (IsUnreadable(error))
        {
        }
    };

    /// <summary>Whether an error says that text or JSON is not what it should be.</summary>
    public static bool IsUnreadable(Exception error) =>
        error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException;
}
