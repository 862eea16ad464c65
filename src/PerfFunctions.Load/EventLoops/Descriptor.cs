using Microsoft.Win32.SafeHandles;

namespace PerfFunctions.Load.EventLoops;

/// <summary>
/// A file descriptor that is closed once, and not before a call that is in progress with it on another thread has returned:
/// its number may be another's right after.
/// </summary>
internal sealed class Descriptor() : SafeHandleMinusOneIsInvalid(ownsHandle: true)
{
    /// <inheritdoc />
    protected override bool ReleaseHandle() => Linux.Close((int)handle) == 0;
}
