using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Values;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Recording;
using PerfFunctions.Load.Responses;
using PerfFunctions.Load.Scripts;

namespace PerfFunctions.Load.Flows;

/// <summary>An iteration as a script of it sees it.</summary>
internal sealed class ScriptRun(ScriptNode node, Iteration iteration, RunClock clock, IntervalRecorder recorder)
    : IScriptHost, IDisposable
{
    private CaptureSource? _response;

    /// <inheritdoc />
    public long Iteration => iteration.Number;

    /// <inheritdoc />
    public long User => iteration.User;

    /// <inheritdoc />
    public TimeSpan Elapsed => clock.Elapsed;

    /// <inheritdoc />
    public CaptureSource? Response => _response ??=
        iteration.HasSent && iteration.Exchange is { Failure: null, Status: > 0 } exchange
        ? new CaptureSource(exchange) { Service = exchange.EndedAt - exchange.SentAt }
        : null;

    /// <inheritdoc />
    public double NextShare() => iteration.Dice.Share();

    /// <inheritdoc />
    public Value Variable(string name) => iteration.Variable(name);

    /// <inheritdoc />
    public Value Column(FeedColumn column) => iteration.Column(column.Feed, column.Column);

    /// <inheritdoc />
    public void Set(string name, Value value) => iteration.Set(name, value);

    /// <inheritdoc />
    public void Check(string name, bool holds)
    {
        if (node.Checks.TryGetValue(name, out int series))
        {
            recorder.Checked(clock.Elapsed, series, holds);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _response?.Dispose();
}
