using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace PerfFunctions.Browser.Recording.Vitals;

/// <summary>
/// Reads LCP, CLS and the other vitals with web-vitals. They are final only once the document is hidden, and web-vitals
/// ends LCP only for an event that the browser itself has sent, so a dispatched one does not do. Closing the page with
/// its unload handlers hides it truly while its session still listens; going to about:blank hides it too, but there the
/// last values were lost (Chromium 156).
/// </summary>
internal sealed class VitalsReader
{
    private const string Binding = "perfReport";
    private static readonly TimeSpan OtherBrowserLimit = TimeSpan.FromSeconds(2);
    private static readonly string Script = $"(() => {{\n{Resource("web-vitals.js")}\n{Resource("measure.js")}\n}})();";

    private readonly ConcurrentQueue<VitalsMessage> _messages = new();
    private readonly IPage _page;
    private readonly TimeProvider _clock;
    private TaskCompletionSource<double>? _hidden;

    private VitalsReader(IPage page, TimeProvider clock) => (_page, _clock) = (page, clock);

    /// <summary>Puts the script into each document the page will load.</summary>
    public static async Task<VitalsReader> AttachAsync(IPage page, TimeProvider clock)
    {
        VitalsReader reader = new(page, clock);
        await (ChromiumRecorder.Is(page) ? reader.ListenBySessionAsync() : page.ExposeFunctionAsync<string>(Binding, reader.Receive));
        await page.AddInitScriptAsync(Script);
        return reader;
    }

    /// <summary>Hides and closes the page, and gives the final values of all documents that were in it.</summary>
    /// <returns>The messages, and the document that was in the page at the end.</returns>
    public async Task<(IReadOnlyList<VitalsMessage> Messages, double Document)> HideAndReadAsync(PageMark end)
    {
        _hidden = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await _page.CloseAsync(new() { RunBeforeUnload = true });
        // Elsewhere the last values may be lost with the page.
        TimeSpan limit = ChromiumRecorder.Is(_page) ? Timeout.InfiniteTimeSpan : OtherBrowserLimit;
        await Task.WhenAny(_hidden.Task, Task.Delay(limit, _clock));
        double document = _hidden.Task.IsCompleted ? await _hidden.Task : end.Document;
        return ([.. _messages], document);
    }

    // A session of our own: Playwright's bindings answer into the page, which is gone when the last values come.
    private async Task ListenBySessionAsync()
    {
        ICDPSession session = await _page.Context.NewCDPSessionAsync(_page);
        session.Event("Runtime.bindingCalled").OnEvent += (_, call) =>
        {
            if (call!.Value.GetProperty("name").ValueEquals(Binding))
            {
                Receive(call.Value.GetProperty("payload").GetString()!);
            }
        };
        // Without it the binding is not put into the documents of a later process.
        await session.SendAsync("Runtime.enable");
        await session.SendAsync("Runtime.addBinding", new Dictionary<string, object> { ["name"] = Binding });
    }

    private void Receive(string payload)
    {
        if (JsonSerializer.Deserialize<VitalsMessage>(payload, JsonSerializerOptions.Web) is not { } message)
        {
            return;
        }
        _messages.Enqueue(message);
        if (message.Name == "hidden")
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
