using PerfFunctions.Engine.Budgets;

namespace PerfFunctions.Cli.Output;

/// <summary>Exit codes, the same for every command with a verdict.</summary>
public static class ExitCodes
{
    /// <summary>Every budget that counts passed.</summary>
    public const int Pass = 0;

    /// <summary>A budget failed.</summary>
    public const int Fail = 1;

    /// <summary>The run could not be started or finished.</summary>
    public const int CouldNotRun = 2;

    /// <summary>The run ended without enough data for a verdict.</summary>
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
