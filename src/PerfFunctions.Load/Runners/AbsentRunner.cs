namespace PerfFunctions.Load.Runners;

/// <summary>Stands for a scenario on a loop that has no part of it.</summary>
internal sealed class AbsentRunner(ScenarioRun run) : ScenarioRunner(run)
{
    /// <inheritdoc />
    protected override Task StartAllAsync() => Task.CompletedTask;
}
