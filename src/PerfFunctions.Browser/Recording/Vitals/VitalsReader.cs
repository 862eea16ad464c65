using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;
using PerfFunctions.Browser.Protocol;

namespace PerfFunctions.Browser.Recording.Vitals;

/// <summary>
/// Reads LCP, CLS and the other vitals with web-vitals. They are final only once the document is hidden, and web-vitals
/// ends LCP only for an event that the browser itself has sent, so a dispatched one does not do. Closing the page with
/// its unload handlers hides it truly while its session still listens; going to about:blank hides it too, but there the
/// last values were lost (Chromium 156).
/// </summary>
internal sealed class VitalsReader
{
    // Some hundred a step; a page that floods must not fill the memory.
    private const int MaxMessages = 100_000;
    private static readonly TimeSpan OtherBrowserLimit = TimeSpan.FromSeconds(2);
    private static readonly string Script = $"{Resource("web-vitals.js")}\n{Resource("measure.js")}";

    private readonly ConcurrentQueue<VitalsMessage> _messages = new();
    private readonly IPage _page;
    private readonly TimeProvider _clock;
    private PageWorld? _world;
    private TaskCompletionSource<double>? _hidden;

    private VitalsReader(IPage page, TimeProvider clock) => (_page, _clock) = (page, clock);

    /// <summary>Where the script runs.</summary>
    public PageWorld World => _world!;

    /// <summary>What it has reported until now.</summary>
    public IReadOnlyList<VitalsMessage> Messages => [.. _messages];

    /// <summary>Puts the script into each document the page will load.</summary>
    public static async Task<VitalsReader> AttachAsync(IPage page, TimeProvider clock)
    {
        VitalsReader reader = new(page, clock);
        reader._world = await PageWorld.AttachAsync(page, Script, reader.Receive);
        return reader;
    }

    /// <summary>Hides and closes the page, and gives the final values of all documents that were in it.</summary>
    /// <returns>The messages, and the document that was in the page at the end.</returns>
    public async Task<(IReadOnlyList<VitalsMessage> Messages, double Document)> HideAndReadAsync(PageMark end)
    {
        _hidden = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await _page.CloseAsync(new() { RunBeforeUnload = true });
        // Elsewhere the last values may be lost with the page.
        TimeSpan limit = World.IsIsolated ? Timeout.InfiniteTimeSpan : OtherBrowserLimit;
        await Task.WhenAny(_hidden.Task, Task.Delay(limit, _clock));
        double document = _hidden.Task.IsCompleted ? await _hidden.Task : end.Document;
        return (Messages, document);
    }

    // In other browsers than Chromium page and frames can call it, too: whatever comes, it must not throw.
    private void Receive(string payload)
    {
        VitalsMessage? message;
        try
        {
            message = JsonSerializer.Deserialize<VitalsMessage>(payload, JsonSerializerOptions.Web);
        }
        catch (Exception error) when (SessionEvents.IsUnreadable(error))
        {
            return;
        }
        if (message?.Name is null || _messages.Count >= MaxMessages)
        {
            return;
        }
        _messages.Enqueue(message);
        if (message.Name == VitalsMessage.Hidden)
        {
            _hidden?.TrySetResult(message.Document);
        }
    }

    private static string Resource(string name)
    {
        using Stream stream = typeof(VitalsReader).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
