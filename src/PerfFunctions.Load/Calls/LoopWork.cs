using PerfFunctions.Load.EventLoops;

namespace PerfFunctions.Load.Calls;

/// <summary>Awaits work of other threads on a loop: the loop goes on meanwhile, and what awaits resumes on its thread.</summary>
internal static class LoopWork
{
    /// <summary>Waits for work, and hands back what it gives. Loop thread only.</summary>
    public static async ValueTask<T> ResultOfAsync<T>(this EventLoop loop, Task<T> work)
    {
        if (!work.IsCompleted)
        {
            LoopDelay back = loop.Wait();
            _ = work.ContinueWith(
                _ => loop.Post(back.Resume), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            await back.Task;
        }

        return work.GetAwaiter().GetResult();
    }
}
