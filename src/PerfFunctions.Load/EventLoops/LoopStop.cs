namespace PerfFunctions.Load.EventLoops;

/// <summary>Whether what is in progress on a loop is to end now. Belongs to the loop's thread.</summary>
internal sealed class LoopStop
{
    /// <summary>True once everything is cut off; nothing may be sent any more.</summary>
    public bool IsCut { get; set; }
}
