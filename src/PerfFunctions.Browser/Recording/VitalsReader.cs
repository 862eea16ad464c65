using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace PerfFunctions.Browser.Recording;

/// <summary>
/// Reads LCP, CLS and the other vitals with web-vitals. They are final only once the document is hidden, and web-vitals
/// ends LCP only for an event that the browser itself has sent, so a dispatched one does not do. Closing the page with
/// its unload handlers hides it truly while its session still listens; going to about:blank hides it too, but there the
/// last values were lost (Chromium 156).
/// </summary>
internal sealed class VitalsReader
{
    private const string Binding = "perfReport";
    private static readonly string Script = $"(() => {{\n{Resource("web-vitals.js")}\n{Resource("measure.js")}\n}})();";

    private readonly ConcurrentQueue<VitalsMessage> _messages = new();
    private readonly IPage _page;
    private TaskCompletionSource<double>? _hidden;

    private VitalsReader(IPage page) => _page = page;

    /// <summary>Puts the script into each document the page will load.</summary>
    public static async Task<VitalsReader> AttachAsync(IPage page)
    {
        VitalsReader reader = new(page);
        // A session of our own: Playwright's bindings answer into the page, which is gone when the last values come.
        ICDPSession session = await page.Context.NewCDPSessionAsync(page);
        session.Event("Runtime.bindingCalled").OnEvent += (_, call) => reader.Receive(call);
        // Without it the binding is not put into the documents of a later process.
        await session.SendAsync("Runtime.enable");
        await session.SendAsync("Runtime.addBinding", new Dictionary<string, object> { ["name"] = Binding });
        await page.AddInitScriptAsync(Script);
        return reader;
    }

    /// <summary>Hides and closes the page, and gives the final values of the document that was in it.</summary>
    public async Task<IReadOnlyList<VitalsMessage>> HideAndReadAsync()
    {
        _hidden = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await _page.CloseAsync(new() { RunBeforeUnload = true });
        double document = await _hidden.Task;
        // A page that went on to another address by itself has reported values for documents that are no longer meant.
        return [.. _messages.Where(message => message.Document == document)];
    }

    private void Receive(JsonElement? call)
    {
        if (call?.GetProperty("name").GetString() != Binding
            || JsonSerializer.Deserialize<VitalsMessage>(call.Value.GetProperty("payload").GetString()!, JsonSerializerOptions.Web)
                is not { } message)
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
