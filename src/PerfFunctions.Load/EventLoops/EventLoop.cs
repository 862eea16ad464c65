using System.Collections.Concurrent;

namespace PerfFunctions.Load.EventLoops;

/// <summary>
/// One thread on which iterations start, pause, send and are counted, so that none of it needs a lock. Awaiting what the
/// loop hands out resumes on its thread. The length of a cycle bounds how late anything is noticed.
/// </summary>
internal sealed class EventLoop : IDisposable
{
    /// <summary>
    /// Bytes of a loop's stack. A script can build values that are nested as deeply as its memory allows, and the engine goes
    /// through some of them by recursion. What is not used of a stack takes no memory.
    /// </summary>
    public const int StackBytes = 64 * 1024 * 1024;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(20);

    private readonly PriorityQueue<LoopDelay, long> _delays = new();
    private readonly Stack<LoopDelay> _spare = new();
    private readonly ConcurrentQueue<Action> _posted = new();
    private readonly Queue<IResumable> _next = new();
    private readonly List<Action<TimeSpan>> _ticks = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IPoller _poller;
    private readonly Thread _thread;
    private bool _isStopped;

    /// <summary>Makes a loop that is not running yet.</summary>
    public EventLoop(RunClock clock, int number, IPoller poller)
    {
        Clock = clock;
        _poller = poller;
        _thread = new Thread(Run, StackBytes) { IsBackground = true, Name = $"load loop {number}" };
    }

    /// <summary>The run's clock.</summary>
    public RunClock Clock { get; }

    /// <summary>The poller, for those who bring sockets of their own; null where the platform has none for them.</summary>
    public EpollPoller? Sockets => _poller as EpollPoller;

    /// <summary>How busy it was, since it was last asked.</summary>
    public LoopLoad Load { get; } = new();

    /// <summary>Completes when the loop has ended: with an error if it was an unexpected one.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Starts the thread.</summary>
    public void Start() => _thread.Start();

    /// <summary>Has something called every 20 ms or so, for timeouts.</summary>
    public void OnTick(Action<TimeSpan> tick) => _ticks.Add(tick);

    /// <summary>Runs something on the loop's thread; from any thread.</summary>
    public void Post(Action work)
    {
        _posted.Enqueue(work);
        _poller.Wake();
    }

    /// <summary>Runs something on the loop's thread and hands back what it gives.</summary>
    /// <exception cref="Exception">What the work threw; or what ended the loop before it got to it.</exception>
    public async Task<T> AskAsync<T>(Func<T> work)
    {
        TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            try
            {
                answer.SetResult(work());
            }
            catch (Exception e)
            {
                answer.SetException(e);
            }
        });
        await Task.WhenAny(answer.Task, Ended);
        return answer.Task.IsCompleted ? await answer.Task : throw await FailureAsync();
    }

    /// <summary>What ended the loop.</summary>
    public async Task<Exception> FailureAsync()
    {
        await Task.WhenAny(Ended);
        return Ended.Exception?.InnerException ?? new InvalidOperationException("The load loop has ended.");
    }

    /// <summary>Resumes on the loop's thread at an instant of the run; at once when it has passed. Loop thread only.</summary>
    public ValueTask UntilAsync(TimeSpan instant)
    {
        if (instant <= Clock.Elapsed)
        {
            return ValueTask.CompletedTask;
        }

        LoopDelay delay = Rent();
        _delays.Enqueue(delay, instant.Ticks);
        return delay.Task;
    }

    /// <summary>Resumes in the next cycle, after everything that is ready now. Loop thread only.</summary>
    public ValueTask YieldAsync()
    {
        LoopDelay delay = Rent();
        Resume(delay);
        return delay.Task;
    }

    /// <summary>A wait that someone else ends, by <see cref="Resume"/>. Loop thread only.</summary>
    public LoopDelay Wait() => Rent();

    /// <summary>Has something go on in the next cycle. Loop thread only.</summary>
    public void Resume(IResumable waiting) => _next.Enqueue(waiting);

    /// <summary>Ends all pauses at once. Loop thread only.</summary>
    public void CutPauses()
    {
        while (_delays.TryDequeue(out LoopDelay? delay, out _))
        {
            Resume(delay);
        }
    }

    /// <summary>Ends the thread and waits for it.</summary>
    public async Task StopAsync()
    {
        if (_thread.ThreadState.HasFlag(ThreadState.Unstarted))
        {
            return;
        }

        Post(() => _isStopped = true);
        await Task.WhenAny(Ended);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (!_thread.ThreadState.HasFlag(ThreadState.Unstarted))
        {
            _thread.Join();
        }

        _poller.Dispose();
    }

    internal void Return(LoopDelay delay) => _spare.Push(delay);

    private LoopDelay Rent() => _spare.TryPop(out LoopDelay? delay) ? delay : new LoopDelay(this);

    private void Run()
    {
        try
        {
            TimeSpan nextTick = Clock.Elapsed;
            while (!_isStopped)
            {
                RunCycle(ref nextTick);
            }

            _ended.SetResult();
        }
        catch (Exception e)
        {
            _ended.SetException(e);
        }
    }

    private void RunCycle(ref TimeSpan nextTick)
    {
        _poller.Wait(LongestIdle());
        TimeSpan began = Clock.Elapsed;
        _poller.Dispatch();
        while (_posted.TryDequeue(out Action? work))
        {
            work();
        }

        for (int ready = _next.Count; ready > 0; ready--)
        {
            _next.Dequeue().Resume();
        }

        while (_delays.TryPeek(out LoopDelay? delay, out long due) && due <= Clock.Elapsed.Ticks)
        {
            _delays.Dequeue();
            delay.Resume();
        }

        if (began >= nextTick)
        {
            _ticks.ForEach(tick => tick(began));
            nextTick = began + LongestWait;
        }

        Load.Record(Clock.Elapsed - began);
    }

    private TimeSpan LongestIdle()
    {
        if (!_posted.IsEmpty || _next.Count > 0)
        {
            return TimeSpan.Zero;
        }

        TimeSpan wait = _delays.TryPeek(out _, out long due) ? TimeSpan.FromTicks(due) - Clock.Elapsed : LongestWait;
        return wait <= TimeSpan.Zero ? TimeSpan.Zero : wait < LongestWait ? wait : LongestWait;
    }
}
