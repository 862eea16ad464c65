namespace PerfFunctions.App.Runs.Orchestrations;

/// <summary>The stages of a run, as users see them.</summary>
public static class RunStage
{
    /// <summary>Reading the plan.</summary>
    public const string Plan = "plan";

    /// <summary>Doing the plan's setup.</summary>
    public const string Setup = "setup";

    /// <summary>Loading pages in a browser.</summary>
    public const string Audit = "audit";

    /// <summary>Sending load.</summary>
    public const string Load = "load";

    /// <summary>Doing the plan's teardown.</summary>
    public const string Teardown = "teardown";

    /// <summary>Merging the measurements.</summary>
    public const string Aggregate = "aggregate";

    /// <summary>Evaluating the budgets.</summary>
    public const string Evaluate = "evaluate";

    /// <summary>Publishing the verdict.</summary>
    public const string Report = "report";

    /// <summary>The run has ended.</summary>
    public const string Done = "done";
}
