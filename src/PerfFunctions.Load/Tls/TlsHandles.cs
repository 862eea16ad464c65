using Microsoft.Win32.SafeHandles;

namespace PerfFunctions.Load.Tls;

/// <summary>What connections have in common (<c>SSL_CTX</c>).</summary>
internal sealed class TlsContextHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    /// <inheritdoc />
    protected override bool ReleaseHandle()
    {
        OpenSsl.FreeContext(handle);
        return true;
    }
}

/// <summary>One connection (<c>SSL</c>).</summary>
internal sealed class TlsHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    /// <inheritdoc />
    protected override bool ReleaseHandle()
    {
        OpenSsl.FreeConnection(handle);
        return true;
    }
}

/// <summary>What two ends agreed on, by which the next connection is quicker (<c>SSL_SESSION</c>).</summary>
internal sealed class TlsSessionHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    /// <inheritdoc />
    protected override bool ReleaseHandle()
    {
        OpenSsl.FreeSession(handle);
        return true;
    }
}
