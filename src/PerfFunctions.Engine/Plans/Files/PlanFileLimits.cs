namespace PerfFunctions.Engine.Plans.Files;

/// <summary>How much may be beside a plan.</summary>
public static class PlanFileLimits
{
    /// <summary>Files of a plan.</summary>
    public const int Files = 20;

    /// <summary>Bytes of one file.</summary>
    public const int FileBytes = 10_000_000;

    /// <summary>Bytes of all files together.</summary>
    public const int AllBytes = 20_000_000;

    /// <summary>Characters of a path.</summary>
    public const int PathLength = 200;

    /// <summary>Rows of a feed that is a file.</summary>
    public const int Rows = 200_000;
}
