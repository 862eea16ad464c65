using Microsoft.Playwright;

namespace PerfFunctions.Browser.Recording.Trace;

/// <summary>Has Chromium trace one page: its own processes and what the browser does for them.</summary>
internal sealed class TraceRecorder
{
    private const int ChunkSize = 1 << 20;
    private const int Attempts = 30;
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(100);

    // Those that the performance panel of the developer tools and the figures here need, and no more: each costs the page.
    private static readonly string[] Categories =
    [
        "devtools.timeline", "disabled-by-default-devtools.timeline", "disabled-by-default-devtools.screenshot",
        "blink.user_timing", "loading", "v8.execute",
    ];

    private readonly ICDPSession _session;
    private readonly TaskCompletionSource<string> _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool _isLost;

    private TraceRecorder(ICDPSession session)
    {
        _session = session;
        session.Event("Tracing.tracingComplete").OnEvent += (_, end) =>
        {
            _isLost = end!.Value.GetProperty("dataLossOccurred").GetBoolean();
            _complete.TrySetResult(end.Value.GetProperty("stream").GetString()!);
        };
    }

    /// <summary>Begins a trace. There is one at a time in a browser: one that a failed load has left is given time to end.</summary>
    public static async Task<TraceRecorder> StartAsync(ICDPSession session, TimeProvider clock)
    {
        TraceRecorder recorder = new(session);
        Dictionary<string, object> arguments = new()
        {
            ["transferMode"] = "ReturnAsStream",
            ["streamCompression"] = "gzip",
            ["traceConfig"] = new Dictionary<string, object>
            {
                ["recordMode"] = "recordUntilFull",
                ["includedCategories"] = Categories,
                ["excludedCategories"] = new[] { "*" },
            },
        };
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await session.SendAsync("Tracing.start", arguments);
                return recorder;
            }
            catch (PlaywrightException error) when (attempt < Attempts && error.Message.Contains("already", StringComparison.Ordinal))
            {
                await Task.Delay(Retry, clock);
            }
        }
    }

    /// <summary>Ends the trace and gives it, JSON in gzip; null when the browser lost a part of it, as sums over the rest would be too low.</summary>
    public async Task<byte[]?> StopAsync()
    {
        await _session.SendAsync("Tracing.end");
        Dictionary<string, object> read = new() { ["handle"] = await _complete.Task, ["size"] = ChunkSize };
        using MemoryStream trace = new();
        for (bool more = true; more;)
        {
            System.Text.Json.JsonElement chunk = (await _session.SendAsync("IO.read", read))!.Value;
            trace.Write(chunk.GetProperty("data").GetBytesFromBase64());
            more = !chunk.GetProperty("eof").GetBoolean();
        }
        await _session.SendAsync("IO.close", new() { ["handle"] = read["handle"] });
        return _isLost ? null : trace.ToArray();
    }
}
