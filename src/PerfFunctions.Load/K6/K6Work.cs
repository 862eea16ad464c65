using Jint.Native;
using Jint.Native.Promise;
using PerfFunctions.Load.K6.Crypto;
using PerfFunctions.Load.Scripts;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.K6;

/// <summary>Work of a user on a loop. Belongs to the loop's thread.</summary>
/// <param name="context">What it works with.</param>
/// <param name="user">Whose script it is.</param>
internal sealed class K6Work(K6Context context, K6User user) : IK6Work
{
    private const int MaxPending = 20;

    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <summary>What is not done yet.</summary>
    public int Pending { get; private set; }

    /// <inheritdoc />
    public JsValue Run(JsEngine engine, Func<byte[][]?> work, Func<byte[][]?, JsValue> made)
    {
        if (Pending == MaxPending)
        {
            throw new ScriptEndException($"makes or derives more than {MaxPending} keys at once");
        }

        ManualPromise promise = engine.Advanced.RegisterPromise();
        Pending++;
        _ = RunAsync(work, result => promise.Resolve(made(result)));
        return promise.Promise;
    }

    private async Task RunAsync(Func<byte[][]?> work, Action<byte[][]?> done)
    {
        byte[][]? result = null;
        CancellationToken cut = context.Stop.Token;
        try
        {
            result = await Task.Run(() => OneByOneAsync(work, cut), cut);
        }
        catch (OperationCanceledException)
        {
            // The load has ended, and the script with it.
        }

        context.Loop.Post(() =>
        {
            Pending--;
            user.Enter(() => done(result));
        });
    }

    private static async Task<byte[][]?> OneByOneAsync(Func<byte[][]?> work, CancellationToken cut)
    {
        await OneAtATime.WaitAsync(cut);
        try
        {
            return work();
        }
        finally
        {
            OneAtATime.Release();
        }
    }
}
