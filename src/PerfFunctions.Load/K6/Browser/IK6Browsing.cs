using PerfFunctions.Engine.Browsing;
using PerfFunctions.Load.EventLoops;

namespace PerfFunctions.Load.K6.Browser;

/// <summary>What calls of a browser need to know of the user that makes them. Belongs to the loop's thread.</summary>
internal interface IK6Browsing
{
    /// <summary>The user's loop.</summary>
    EventLoop Loop { get; }

    /// <summary>Whether everything is to end.</summary>
    LoopStop Stop { get; }

    /// <summary>The browser; null where there is none.</summary>
    IScriptBrowser? Browser { get; }

    /// <summary>Goes on with the script.</summary>
    void Enter(Action go);

    /// <summary>A request was not sent because of where it would have gone.</summary>
    void Refuse(string sentence);

    /// <summary>Adds a value to a metric.</summary>
    void Measure(string metric, double value);
}
