using PerfFunctions.App.Runs.Orchestrations;

namespace PerfFunctions.Cli.Output;

/// <summary>The stages of a run in words.</summary>
public static class StageText
{
    /// <summary>What is going on in a stage.</summary>
    public static string Of(string stage) => stage switch
    {
        RunStage.Plan => "Reading the plan",
        RunStage.Audit => "Loading pages in a browser",
        RunStage.Load => "Sending load",
        RunStage.Aggregate => "Merging what was measured",
        RunStage.Judge => "Holding it against the budgets",
        RunStage.Report => "Writing the reports",
        RunStage.Done => "Done",
        _ => stage,
    };
}
