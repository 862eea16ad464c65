using PerfFunctions.Engine.Values;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.App.Runs.Activities;

/// <summary>What a run's iterations have without capturing it: the plan's parameters, and what the setup captured.</summary>
public sealed class GivenValues
{
    private GivenValues(OpenRun run, IReadOnlyDictionary<string, Value> captured)
    {
        Dictionary<string, Value> all = run.Plan.Parameters.ToDictionary(p => p.Key, p => Value.Read(p.Value));
        foreach ((string name, Value value) in captured)
        {
            all[name] = value;
        }

        All = all;
        Hidden = CapturedTexts.Of(captured.Values);
    }

    /// <summary>Values by name.</summary>
    public IReadOnlyDictionary<string, Value> All { get; }

    /// <summary>Texts that must not be in anything that is kept.</summary>
    public IReadOnlyList<string> Hidden { get; }

    /// <summary>Those of a run that is under load.</summary>
    /// <exception cref="InvalidOperationException">The plan has a setup, and what it captured is not there.</exception>
    public static async Task<GivenValues> ReadForLoadAsync(OpenRun run, SetupValues setup, CancellationToken cancellationToken) =>
        run.Plan.Setup is null ? new(run, Nothing)
        : await setup.FindAsync(run.Record.RunId, cancellationToken) is { } captured ? new(run, captured)
        : throw new InvalidOperationException($"What the setup of run '{run.Record.RunId}' captured is not there.");

    /// <summary>Those of a run whose setup may not have ended: then the parameters alone.</summary>
    public static async Task<GivenValues> ReadAsync(OpenRun run, SetupValues setup, CancellationToken cancellationToken) =>
        new(run, run.Plan.Setup is null ? Nothing : await setup.FindAsync(run.Record.RunId, cancellationToken) ?? Nothing);

    private static Dictionary<string, Value> Nothing => [];
}
