namespace PerfFunctions.Engine.Plans;

/// <summary>How large a plan may be. Past these a plan is refused, so that no file can exhaust the service that reads it.</summary>
public static class PlanLimits
{
    /// <summary>Bytes of a plan file in UTF-8.</summary>
    public const int FileBytes = 256_000;

    /// <summary>Levels of nesting.</summary>
    public const int Depth = 32;

    /// <summary>Values in the document once its aliases are written out; a text counts once more for each 100 characters.</summary>
    public const int Nodes = 10_000;

    /// <summary>Problems told of one plan; the rest is counted.</summary>
    public const int Problems = 200;

    /// <summary>Iterations per second, and virtual users, of one scenario.</summary>
    public const int RateOrUsers = 100_000;

    /// <summary>Arrivals of one plan.</summary>
    public const double Arrivals = 1e9;

    /// <summary>Length of one scenario.</summary>
    public static readonly TimeSpan ScenarioLength = TimeSpan.FromHours(24);

    /// <summary>Length of a pause or a timeout: what a latency histogram can hold.</summary>
    public static readonly TimeSpan StepLength = TimeSpan.FromHours(1);

    /// <summary>Scenarios of a plan.</summary>
    public const int Scenarios = 32;

    /// <summary>Stages of a scenario's arrivals.</summary>
    public const int Stages = 100;

    /// <summary>Steps of a flow.</summary>
    public const int Steps = 100;

    /// <summary>Pages of a plan.</summary>
    public const int Pages = 50;

    /// <summary>Measured loads of a page.</summary>
    public const int Runs = 50;

    /// <summary>Shards of a run.</summary>
    public const int Shards = 1000;

    /// <summary>Budgets of a plan.</summary>
    public const int Budgets = 200;

    /// <summary>Headers, variables or captures in one map.</summary>
    public const int MapEntries = 50;

    /// <summary>Values of one variable.</summary>
    public const int VariableValues = 5_000;

    /// <summary>Characters of the name of a scenario or page.</summary>
    public const int NameLength = 40;

    /// <summary>Characters of a path or address.</summary>
    public const int PathLength = 2_000;

    /// <summary>Characters of a header, a variable's value, or a reason.</summary>
    public const int TextLength = 4_000;

    /// <summary>Characters of a body.</summary>
    public const int BodyLength = 100_000;
}
