namespace PerfFunctions.App.Runs.Orchestrations;

/// <summary>The stages by the words that people see.</summary>
public static class RunStage
{
    /// <summary>Reading the plan.</summary>
    public const string Plan = "plan";

    /// <summary>Loading pages in a browser.</summary>
    public const string Audit = "audit";

    /// <summary>Sending load.</summary>
    public const string Load = "load";

    /// <summary>Merging what was measured.</summary>
    public const string Aggregate = "aggregate";

    /// <summary>Holding it against the budgets.</summary>
    public const string Judge = "judge";

    /// <summary>Telling people.</summary>
    public const string Report = "report";

    /// <summary>Over.</summary>
    public const string Done = "done";
}
