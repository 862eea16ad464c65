using PerfFunctions.App.Runs.Orchestrations;

namespace PerfFunctions.Cli.Output;

/// <summary>Descriptions of the stages of a run.</summary>
public static class StageText
{
    /// <summary>Describes a stage.</summary>
    public static string Of(string stage) => stage switch
    {
        RunStage.Plan => "Reading the plan",
        RunStage.Setup => "Setting up",
        RunStage.Teardown => "Tearing down",
        RunStage.Audit => "Auditing pages in a browser",
        RunStage.Load => "Running load",
        RunStage.Aggregate => "Aggregating results",
        RunStage.Evaluate => "Evaluating budgets",
        RunStage.Report => "Writing the reports",
        RunStage.Done => "Done",
        _ => stage,
    };
}
