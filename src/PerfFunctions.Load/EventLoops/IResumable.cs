namespace PerfFunctions.Load.EventLoops;

/// <summary>Something that waits to continue on a loop.</summary>
internal interface IResumable
{
    /// <summary>Goes on, here and now.</summary>
    void Resume();
}
