namespace PerfFunctions.LocalHost.Hosting;

/// <summary>Where identifiers come from.</summary>
internal interface IIdSource
{
    /// <summary>32 hex digits, never the same twice.</summary>
    string Next();
}
