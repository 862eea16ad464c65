using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Values;
using PerfFunctions.Load.Responses;

namespace PerfFunctions.Load.Scripts;

/// <summary>What a script sees of the iteration that runs it.</summary>
internal interface IScriptHost
{
    /// <summary>Number of the iteration over all shards.</summary>
    long Iteration { get; }

    /// <summary>Number of the user over all shards.</summary>
    long User { get; }

    /// <summary>A clock, by which a script that takes too long is ended.</summary>
    TimeSpan Elapsed { get; }

    /// <summary>The last response; null when there is none.</summary>
    CaptureSource? Response { get; }

    /// <summary>A number from 0 to 1, not 1 itself, from the iteration's dice.</summary>
    double NextShare();

    /// <summary>A variable; null when it is not set.</summary>
    Value Variable(string name);

    /// <summary>A value of the iteration's row of a feed.</summary>
    Value Column(FeedColumn column);

    /// <summary>Sets a variable for later steps.</summary>
    void Set(string name, Value value);

    /// <summary>Counts a check.</summary>
    void Check(string name, bool holds);
}
