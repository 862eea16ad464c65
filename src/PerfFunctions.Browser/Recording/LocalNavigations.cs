using System.Text.Json;
using Microsoft.Playwright;
using PerfFunctions.Browser.Guarding;
using PerfFunctions.Browser.Protocol;
using PerfFunctions.Browser.Recording.Evidence;

namespace PerfFunctions.Browser.Recording;

/// <summary>
/// Hears where a page wanted to go that Chromium opens for no page: files of the machine, and the browser's own pages. There is
/// no request and no event of a navigation; the browser only logs it.
/// </summary>
internal static class LocalNavigations
{
    private const string Refusal = "Not allowed to load local resource: ";
    private const int LongestAddress = 200;

    /// <summary>Begins to listen.</summary>
    /// <param name="session">A session of the page.</param>
    /// <param name="refused">Receives what was refused.</param>
    /// <param name="redactor">Takes the secrets out.</param>
    public static Task WatchAsync(ICDPSession session, RefusedAddresses refused, Redactor redactor)
    {
        session.On("Log.entryAdded", message =>
        {
            JsonElement entry = message.GetProperty("entry");
            // Of an image or a script below a file the source is another: that is a fault in the page, and no way out of it.
            if (entry.GetProperty("source").ValueEquals("security")
                && entry.GetProperty("text").GetString()!.Split(Refusal, 2) is ["", { Length: > 0 } address])
            {
                string shown = address.Length <= LongestAddress ? address : $"{address[..LongestAddress]}…";
                refused.Add($"'{redactor.Address(shown)}' must not be opened: local.");
            }
        });
        return session.SendAsync("Log.enable");
    }
}
