using PerfFunctions.Engine.Plans.Files;

namespace PerfFunctions.Load.K6.Plans;

/// <summary>The files that a script opens while its options are read.</summary>
public interface IScriptFiles
{
    /// <summary>Those that it has opened.</summary>
    IEnumerable<PlanFile> Opened { get; }

    /// <summary>Why one that it opened cannot be beside a plan; null where all can.</summary>
    string? Refusal { get; }

    /// <summary>The content of a file by what <c>open()</c> is given; null where there is none, or it cannot be beside a plan.</summary>
    byte[]? Open(string given);
}
