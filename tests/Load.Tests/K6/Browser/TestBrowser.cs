using System.Collections.Concurrent;
using PerfFunctions.Engine.Browsing;

namespace PerfFunctions.Load.Tests.K6.Browser;

/// <summary>A browser that answers what a test says, and notes what it is asked for.</summary>
internal sealed class TestBrowser : IScriptBrowser
{
    private readonly Dictionary<string, Func<BrowserCall, Task<BrowserAnswer>>> _answers = new()
    {
        ["browser.newContext"] = _ => Task.FromResult(Answer("null")),
        ["context.newPage"] = _ => Task.FromResult(Answer("1")),
    };

    /// <summary>What was asked for, in order: a method, and its JSON.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>What a session measures until its end.</summary>
    public IReadOnlyList<BrowserMeasure> AtEnd { get; init; } = [];

    /// <summary>Sessions that have begun, and those of them that are over.</summary>
    public (int Begun, int Over) Sessions => (_begun, _over);

    private int _begun;
    private int _over;

    public string Version => "140.0";

    public IReadOnlyList<string> Refused { get; init; } = [];

    public static BrowserAnswer Answer(string value, string url = "http://shop/", params BrowserMeasure[] measures) =>
        new($$"""{"value":{{value}},"url":"{{url}}"}""", null, measures);

    public static BrowserAnswer Failure(string why) => new(null, why, []);

    /// <summary>Says what a method answers.</summary>
    public TestBrowser With(string method, BrowserAnswer answer) => With(method, _ => Task.FromResult(answer));

    /// <summary>Says what a method answers.</summary>
    public TestBrowser With(string method, Func<BrowserCall, Task<BrowserAnswer>> answer)
    {
        _answers[method] = answer;
        return this;
    }

    public IBrowserSession Begin()
    {
        Interlocked.Increment(ref _begun);
        return new Session(this);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Session(TestBrowser browser) : IBrowserSession
    {
        public Task<BrowserAnswer> CallAsync(BrowserCall call, CancellationToken cancellationToken)
        {
            browser.Calls.Enqueue($"{call.Method} {call.Given}");
            return browser._answers.TryGetValue(call.Method, out Func<BrowserCall, Task<BrowserAnswer>>? answer)
                ? answer(call).WaitAsync(cancellationToken)
                : Task.FromResult(Answer("null"));
        }

        public async Task<IReadOnlyList<BrowserMeasure>> EndAsync()
        {
            await Task.Yield();
            Interlocked.Increment(ref browser._over);
            return browser.AtEnd;
        }
    }
}
