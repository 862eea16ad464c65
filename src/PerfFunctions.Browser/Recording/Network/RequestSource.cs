namespace PerfFunctions.Browser.Recording.Network;

/// <summary>What in a page made a request.</summary>
internal enum RequestSource
{
    /// <summary>The page itself: its document, its frames in the same process, and their workers.</summary>
    Page,

    /// <summary>A frame in a process of its own, usually of another site.</summary>
    Frame,

    /// <summary>A service worker or a shared worker.</summary>
    Worker,
}
