using PerfFunctions.Engine.Expressions;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Load.Flows;

/// <content>Steps that do others several times, or at once.</content>
internal sealed partial class FlowRunner
{
    private const int BodiesInARow = 256;

    private int _bodies;

    // A body may send nothing and wait for nothing: others continue all the same.
    private async ValueTask<TimeSpan?> RunBodyAsync(FlowNode[] nodes, Iteration iteration, TimeSpan due)
    {
        if (++_bodies % BodiesInARow == 0)
        {
            await _loop.YieldAsync();
            if (_stop.IsCut)
            {
                return null;
            }
        }

        return await RunAsync(nodes, iteration, due);
    }

    private async ValueTask<TimeSpan?> RunAsync(RepeatNode repeat, Iteration iteration, TimeSpan due)
    {
        TimeSpan? scheduled = due;
        for (int done = 0; done < repeat.Times && scheduled is { } next; done++)
        {
            scheduled = await RunBodyAsync(repeat.Do, iteration, next);
        }

        return scheduled;
    }

    private async ValueTask<TimeSpan?> RunAsync(EachNode each, Iteration iteration, TimeSpan due)
    {
        string list = each.Each.In.Source;
        if (TryEvaluate(each.Each.In, iteration) is not { } value)
        {
            return await StarveNoneAsync();
        }

        if (value.Items() is not { } items || items.Count > each.Each.Max)
        {
            return await FailAsync(value.Items() is null ? $"'{list}' is not a list" : $"'{list}' has more than {each.Each.Max} items", iteration);
        }

        TimeSpan? scheduled = due;
        for (int i = 0; i < items.Count && scheduled is { } next; i++)
        {
            iteration.Set(each.Each.As, items[i]);
            scheduled = await RunBodyAsync(each.Do, iteration, next);
        }

        return scheduled;
    }

    private async ValueTask<TimeSpan?> RunAsync(WhileNode loop, Iteration iteration, TimeSpan due)
    {
        TimeSpan next = due;
        for (int repetition = 0; TryHold(loop.While.Condition, iteration) is { } holds; repetition++)
        {
            if (!holds)
            {
                return next;
            }

            if (repetition == loop.While.Max)
            {
                return await FailAsync($"'{loop.While.Condition.Source}' still holds after {repetition} repetitions", iteration);
            }

            if (await RunBodyAsync(loop.Do, iteration, next) is not { } later)
            {
                return null;
            }

            next = later;
        }

        return await StarveNoneAsync();
    }

    private async ValueTask<TimeSpan?> RunAsync(PollNode poll, Iteration iteration, TimeSpan due)
    {
        TimeSpan next = due;
        for (int attempt = 1; ; attempt++)
        {
            TimeSpan begun = _loop.Clock.Elapsed;
            TimeSpan? done = await RunBodyAsync(poll.Do, iteration, next);
            if (done is null || TryHold(poll.Poll.Until, iteration) is not { } holds)
            {
                return done is null ? null : await StarveNoneAsync();
            }

            if (holds)
            {
                return done;
            }

            if (attempt == poll.Poll.Max)
            {
                return await FailAsync($"'{poll.Poll.Until.Source}' does not hold after {attempt} attempts", iteration);
            }

            TimeSpan rest = begun + poll.Poll.Every - _loop.Clock.Elapsed;
            if (await PauseAsync(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, iteration) is not { } later)
            {
                return null;
            }

            next = later;
        }
    }

    private async ValueTask<TimeSpan?> RunAsync(RetryNode retry, Iteration iteration, TimeSpan due)
    {
        (int Failures, string? First, string? Last) before = iteration.FailureMark;
        TimeSpan next = due;
        for (int attempt = 1; ; attempt++)
        {
            TimeSpan? done = await RunBodyAsync(retry.Do, iteration, next);
            bool isRight = done is not null && iteration.Failures == before.Failures;
            if (isRight || attempt == retry.Retry.Max || _stop.IsCut || iteration.IsAborted)
            {
                return done;
            }

            if (await PauseAsync(retry.Retry.Every, iteration) is not { } later)
            {
                return null;
            }

            iteration.Forgive(before);
            next = later;
        }
    }

    // All ways start at once, and the iteration goes on when the last has ended; it is over when one of them ended it.
    private async ValueTask<TimeSpan?> RunAsync(ParallelNode parallel, Iteration iteration, TimeSpan due)
    {
        TimeSpan paused = iteration.Paused;
        int failures = iteration.Failures;
        Iteration[] forks = [.. parallel.Ways.Select(_ => iteration.Fork())];
        Task<TimeSpan?>[] ways = [.. parallel.Ways.Select((way, i) => RunAsync(way, forks[i], due).AsTask())];
        bool goesOn = true;
        for (int i = 0; i < ways.Length; i++)
        {
            goesOn &= await ways[i] is not null;
            iteration.Join(forks[i]);
        }

        End(parallel.Series, iteration, due, paused, iteration.Failures > failures ? iteration.LastFailed : null);
        return goesOn ? _loop.Clock.Elapsed : null;
    }

    // Null when the condition has no value, which was counted as a failure.
    private bool? TryHold(Expression condition, Iteration iteration) => TryEvaluate(condition, iteration)?.IsTrue;

    private Value? TryEvaluate(Expression expression, Iteration iteration)
    {
        try
        {
            return expression.Evaluate(iteration);
        }
        catch (EvaluationException e)
        {
            _sender.Refuse(e.Message);
            iteration.Fail(e.Message);
            return null;
        }
    }

    // False when a value could not be computed, which was counted as a failure.
    private bool TrySet(SetNode set, Iteration iteration)
    {
        try
        {
            foreach ((string name, JsonTemplate value) in set.Values)
            {
                iteration.Set(name, Value.ReadJson(value.Render(iteration)) ?? Value.Null);
            }

            return true;
        }
        catch (EvaluationException e)
        {
            _sender.Refuse(e.Message);
            iteration.Fail(e.Message);
            return false;
        }
    }

    private async ValueTask<TimeSpan?> FailAsync(string failure, Iteration iteration)
    {
        _sender.Refuse(failure);
        iteration.Fail(failure);
        return await StarveNoneAsync();
    }

    // Ends an iteration that may have sent nothing: whoever starts the next one must not starve the loop.
    private async ValueTask<TimeSpan?> StarveNoneAsync()
    {
        await _loop.YieldAsync();
        return null;
    }
}
