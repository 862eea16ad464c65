using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Load.K6.Plans;

namespace PerfFunctions.App.Plans;

/// <summary>Makes plans of k6 scripts, one after another: the init code of each may take 5 s of processor time and 256 MB.</summary>
public sealed class ScriptPlans(TimeProvider time) : IDisposable
{
    // A script may put the paths of files together, and a file of gRPC imports others: what is missing is known once it is read.
    private const int MaxRounds = 10;
    private const int MaxAsked = 3 * PlanFileLimits.Files;

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
        List<PlanFile> files = [];
        HashSet<string> asked = [];
        IReadOnlyList<string> wanted = await AloneAsync(script.FindOpened, cancellationToken);
        for (int round = 1; ; round++)
        {
            int before = files.Count;
            asked.UnionWith(wanted);
            files.AddRange(wanted.Count == 0 ? [] : (await read(wanted, cancellationToken)).All);
            GivenFiles given = new(new PlanFiles(files));
            ScriptPlan made = await AloneAsync(() => ScriptPlan.Of(script, given, time), cancellationToken);
            wanted = [.. given.Missing.Where(path => !asked.Contains(path)).Take(MaxAsked - asked.Count)];
            bool isSettled = wanted.Count == 0 || round == MaxRounds || (round > 1 && files.Count == before);
            if (isSettled || files.Sum(f => f.Bytes) > PlanFileLimits.AllBytes)
            {
                return made;
            }
        }
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
