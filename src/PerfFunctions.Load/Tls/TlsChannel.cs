using System.Runtime.InteropServices;
using PerfFunctions.Load.EventLoops;

namespace PerfFunctions.Load.Tls;

/// <summary>How far a handshake has come.</summary>
internal enum HandshakeState
{
    /// <summary>It waits for the socket.</summary>
    Waiting,

    /// <summary>The bytes are protected; who the peer is has still to be checked.</summary>
    Done,

    /// <summary>There is no agreement.</summary>
    Failed,
}

/// <summary>
/// The protected bytes of one socket, which OpenSSL reads and writes itself: nothing is copied on the way but into and out
/// of the cipher, and nothing is allocated. Belongs to the loop's thread, and does not own the socket.
/// </summary>
internal sealed unsafe class TlsChannel : IByteChannel, IDisposable
{
    /// <summary>Bytes of the longest record that is sent, until there is something longer to send.</summary>
    public const int ShortFragment = 2 * 1024;

    private const int LongFragment = 16 * 1024;

    private readonly TlsHandle _handle;
    private readonly nint _tls;
    private bool _isLong;

    /// <summary>Protects a socket.</summary>
    /// <param name="handle">A new connection.</param>
    /// <param name="socket">The number of a connected socket that does not block.</param>
    public TlsChannel(TlsHandle handle, int socket)
    {
        _handle = handle;
        _tls = handle.DangerousGetHandle();
        _ = OpenSsl.SetDescriptor(_tls, socket);
    }

    /// <summary>Whether it goes on with what an earlier connection agreed on.</summary>
    public bool IsResumed => OpenSsl.IsResumed(_tls) != 0;

    /// <inheritdoc />
    public bool HoldsMore => OpenSsl.HasPending(_tls) != 0;

    /// <summary>Takes the handshake as far as it goes now.</summary>
    /// <param name="error">Why it failed; a number of <see cref="Errno"/>.</param>
    public HandshakeState Handshake(out int error)
    {
        error = 0;
        OpenSsl.ClearErrors();
        int returned = OpenSsl.Connect(_tls);
        if (returned == 1)
        {
            return HandshakeState.Done;
        }

        if (IsWaiting(returned, out error))
        {
            return HandshakeState.Waiting;
        }

        error = error == 0 ? Errno.Tls : error;
        return HandshakeState.Failed;
    }

    /// <inheritdoc />
    public int Send(ref ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > ShortFragment && !_isLong)
        {
            _isLong = true;
            _ = OpenSsl.Control(_tls, OpenSsl.SetMaxFragment, LongFragment, 0);
        }

        while (bytes.Length > 0)
        {
            OpenSsl.ClearErrors();
            int sent;
            fixed (byte* start = bytes.Span)
            {
                sent = OpenSsl.Write(_tls, start, bytes.Length);
            }

            if (sent <= 0)
            {
                return IsWaiting(sent, out int error) ? 0 : error == 0 ? Errno.Tls : error;
            }

            bytes = bytes[sent..];
        }

        return 0;
    }

    /// <inheritdoc />
    public int? Receive(Span<byte> buffer, out int error)
    {
        error = 0;
        OpenSsl.ClearErrors();
        int read;
        fixed (byte* start = buffer)
        {
            read = OpenSsl.Read(_tls, start, buffer.Length);
        }

        return read > 0 ? read : IsWaiting(read, out error) ? null : 0;
    }

    /// <inheritdoc />
    public bool IsDrainedBy(int read, int size) => false;

    /// <summary>The protocol that the peer chose (ALPN); empty when it did not say.</summary>
    public ReadOnlySpan<byte> Protocol()
    {
        byte* protocol = null;
        uint length = 0;
        OpenSsl.GetProtocol(_tls, &protocol, &length);
        return new ReadOnlySpan<byte>(protocol, (int)length);
    }

    /// <summary>The peer's certificates in DER, its own first; empty when it sent none.</summary>
    public IReadOnlyList<byte[]> PeerCertificates()
    {
        nint stack = OpenSsl.GetPeerChain(_tls);
        byte[][] chain = new byte[stack == 0 ? 0 : OpenSsl.CountOf(stack)][];
        for (int i = 0; i < chain.Length; i++)
        {
            nint certificate = OpenSsl.ItemOf(stack, i);
            chain[i] = new byte[OpenSsl.Encode(certificate, null)];
            fixed (byte* start = chain[i])
            {
                byte* target = start;
                _ = OpenSsl.Encode(certificate, &target);
            }
        }

        return chain;
    }

    /// <summary>What the next connection can go on with; null when the peer offers nothing.</summary>
    public TlsSessionHandle? Session()
    {
        TlsSessionHandle session = OpenSsl.GetSession(_tls);
        if (!session.IsInvalid && OpenSsl.IsResumable(session) != 0)
        {
            return session;
        }

        session.Dispose();
        return null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (!_handle.IsClosed)
        {
            // As if both had said goodbye: else OpenSSL takes it for an attack, and drops what could be resumed.
            OpenSsl.SetShutdown(_tls, OpenSsl.BothWaysShut);
            _handle.Dispose();
        }
    }

    // With no error (0) at the end of the stream.
    private bool IsWaiting(int returned, out int error)
    {
        int system = Marshal.GetLastPInvokeError();
        int kind = OpenSsl.ErrorOf(_tls, returned);
        error = kind switch
        {
            OpenSsl.WantRead or OpenSsl.WantWrite or OpenSsl.ZeroReturn => 0,
            OpenSsl.SystemCall => system,
            _ => Errno.Tls,
        };
        return kind is OpenSsl.WantRead or OpenSsl.WantWrite;
    }
}
