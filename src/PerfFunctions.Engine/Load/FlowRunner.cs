using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Engine.Load;

/// <summary>
/// Runs iterations of one scenario's flow. A step that fails ends its iteration: the later steps would act on a state
/// that does not exist.
/// </summary>
public sealed class FlowRunner
{
    private readonly Scenario _scenario;
    private readonly HttpExchange _exchange;
    private readonly IntervalRecorder _recorder;
    private readonly RunClock _clock;
    private readonly object[] _steps;

    /// <summary>Makes a flow ready.</summary>
    public FlowRunner(Scenario scenario, Uri target, HttpExchange exchange, IntervalRecorder recorder, RunClock clock)
    {
        _scenario = scenario;
        _exchange = exchange;
        _recorder = recorder;
        _clock = clock;
        _steps = [.. scenario.Flow.Select(step => step is HttpStep http ? new CompiledStep(http, target) : (object)step)];
    }

    /// <summary>
    /// Runs one iteration. The first request's response time counts from <paramref name="due"/>, the instant it was
    /// scheduled for, not from when the generator got round to it: waiting for a slow target is part of the latency.
    /// </summary>
    public async Task RunAsync(long iteration, TimeSpan due, CancellationToken abort)
    {
        var variables = new IterationVariables(_scenario, iteration);
        TimeSpan scheduled = due;
        foreach (object step in _steps)
        {
            switch (step)
            {
                case PauseStep pause:
                    await _clock.WaitUntilAsync(_clock.Elapsed + pause.For, abort);
                    scheduled = _clock.Elapsed;
                    break;
                case CompiledStep http:
                    if (!await SendAsync(http, variables, scheduled, abort))
                    {
                        return;
                    }

                    scheduled = _clock.Elapsed;
                    break;
            }
        }
    }

    private async Task<bool> SendAsync(CompiledStep step, IterationVariables variables, TimeSpan scheduled, CancellationToken abort)
    {
        TimeSpan sentAt = _clock.Elapsed;
        _recorder.Sent(sentAt);
        ExchangeResult result;
        try
        {
            result = await _exchange.SendAsync(step, variables, abort);
        }
        catch (OperationCanceledException)
        {
            result = ExchangeResult.NoResponse("cut off at the end");
        }

        TimeSpan endedAt = _clock.Elapsed;
        _recorder.Completed(endedAt, endedAt - sentAt, endedAt - scheduled, result);
        return result.Failure is null;
    }
}
