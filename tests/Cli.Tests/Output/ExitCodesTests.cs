using PerfFunctions.Cli.Output;
using PerfFunctions.Engine.Budgets;

namespace PerfFunctions.Cli.Tests.Output;

public sealed class ExitCodesTests
{
    [Theory]
    [InlineData(RunOutcome.Passed, 0)]
    [InlineData(RunOutcome.Warned, 0)]
    [InlineData(RunOutcome.Failed, 1)]
    [InlineData(RunOutcome.Aborted, 1)]
    [InlineData(RunOutcome.NoData, 3)]
    [InlineData(RunOutcome.Degraded, 3)]
    [InlineData(RunOutcome.Cancelled, 2)]
    [InlineData(RunOutcome.TimedOut, 2)]
    [InlineData(RunOutcome.InternalError, 2)]
    public void Each_outcome_has_its_exit_code(RunOutcome outcome, int expected) => Assert.Equal(expected, ExitCodes.Of(outcome));

    [Fact]
    public void Only_a_run_that_was_measured_and_kept_its_budgets_is_a_success() =>
        Assert.Equal([RunOutcome.Passed, RunOutcome.Warned], Enum.GetValues<RunOutcome>().Where(o => ExitCodes.Of(o) == ExitCodes.Pass));
}
