using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Load.K6.Plans;

namespace PerfFunctions.App.Plans;

/// <summary>Makes plans of k6 scripts, one after another: the init code of each may take 5 s of processor time and 256 MB.</summary>
public sealed class ScriptPlans(TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _free = new(1);

    /// <summary>The plan of a script without files; or why it cannot be run.</summary>
    public Task<ScriptPlan> MakeAsync(ScriptText script, CancellationToken cancellationToken) =>
        AloneAsync(() => ScriptPlan.Of(script, new GivenFiles(PlanFiles.None), time), cancellationToken);

    /// <summary>The plan of a script; or why it cannot be run.</summary>
    /// <param name="script">The script.</param>
    /// <param name="read">Reads the files that it opens, by their paths from its folder on; those that do not exist are left out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ScriptPlan> MakeAsync(
        ScriptText script, Func<IReadOnlyList<string>, CancellationToken, Task<PlanFiles>> read, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> opened = await AloneAsync(script.FindOpened, cancellationToken);
        PlanFiles files = opened.Count == 0 ? PlanFiles.None : await read(opened, cancellationToken);
        return await AloneAsync(() => ScriptPlan.Of(script, new GivenFiles(files), time), cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => _free.Dispose();

    private async Task<T> AloneAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            return work();
        }
        finally
        {
            _free.Release();
        }
    }
}
