using PerfFunctions.Engine.Budgets;

namespace PerfFunctions.Cli.Output;

/// <summary>Exit codes, the same for every command that judges.</summary>
public static class ExitCodes
{
    /// <summary>Every budget that counts was kept.</summary>
    public const int Pass = 0;

    /// <summary>A budget was broken.</summary>
    public const int Fail = 1;

    /// <summary>It could not be run, or not to its end.</summary>
    public const int CouldNotRun = 2;

    /// <summary>It ran, and what it measured is not enough to judge.</summary>
    public const int NoData = 3;

    /// <summary>The exit code of an outcome.</summary>
    public static int Of(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Passed or RunOutcome.Warned => Pass,
        RunOutcome.Failed or RunOutcome.Aborted => Fail,
        RunOutcome.NoData or RunOutcome.Degraded => NoData,
        _ => CouldNotRun,
    };
}
