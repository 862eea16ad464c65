using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;
using PerfFunctions.Browser.Setup;
using PerfFunctions.Engine.Browsing;

namespace PerfFunctions.Browser.Scripts;

/// <summary>What one iteration of a user has open: a context, as k6 has it, and its pages.</summary>
/// <param name="browser">The browser of its shard.</param>
/// <param name="clock">Clock.</param>
internal sealed class ScriptSession(ScriptBrowser browser, TimeProvider clock) : IBrowserSession
{
    private const int MaxCalls = 10_000;
    private const int MaxResult = 1_000_000;

    // Playwright keeps a time limit itself; this is for a page that keeps it from answering.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(15);

    private readonly ConcurrentQueue<BrowserMeasure> _measures = new();
    private readonly Lock _order = new();
    private readonly SessionPages _pages = new(browser, clock);
    private Task _last = Task.CompletedTask;
    private int _calls;

    /// <inheritdoc />
    public Task<BrowserAnswer> CallAsync(BrowserCall call, CancellationToken cancellationToken) => Begin(() => AnswerAsync(call, cancellationToken));

    /// <inheritdoc />
    public async Task<IReadOnlyList<BrowserMeasure>> EndAsync()
    {
        try
        {
            await Begin(() => _pages.CloseAsync(_measures.Enqueue)).WaitAsync(EndLimit, clock);
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            // What does not close goes with the browser.
        }

        browser.Ended(this);
        return Drain();
    }

    // Off the caller's thread, and begun in order: who waits for a navigation listens before the click that follows.
    private Task<T> Begin<T>(Func<Task<T>> work)
    {
        lock (_order)
        {
            Task<Task<T>> begun = _last.ContinueWith(_ => work(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            _last = begun;
            return begun.Unwrap();
        }
    }

    private async Task<BrowserAnswer> AnswerAsync(BrowserCall call, CancellationToken cancellationToken)
    {
        string? result = null;
        string? failure = null;
        try
        {
            using JsonDocument given = JsonDocument.Parse(call.Given);
            result = await ResultAsync(call.Method, new CallArguments(given.RootElement) { DefaultTimeout = _pages.Timeout }, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            failure = "cut off at the end of the load";
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException or CallRefusedException or BrowserUnavailableException
            or ArgumentException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            failure = CallFailure.Of(call.Method, e, _pages.Ended ?? browser.LastRefusal(e));
        }

        return new BrowserAnswer(result, failure, Drain());
    }

    private async Task<string> ResultAsync(string method, CallArguments given, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _calls) > MaxCalls)
        {
            throw new CallRefusedException($"more than {MaxCalls:N0} calls of the browser in an iteration");
        }

        Task<object?> work = _pages.DoAsync(method, given, _measures.Enqueue, cancellationToken);
        object? value = await work.WaitAsync(given.Limit + Grace, clock, cancellationToken);
        string result = JsonSerializer.Serialize(new { value, url = _pages.AddressOf(given) });
        return result.Length <= MaxResult ? result : throw new CallRefusedException($"the result has more than {MaxResult:N0} characters");
    }

    private IReadOnlyList<BrowserMeasure> Drain()
    {
        List<BrowserMeasure> drained = [];
        while (_measures.TryDequeue(out BrowserMeasure? next))
        {
            drained.Add(next);
        }

        return drained;
    }
}
