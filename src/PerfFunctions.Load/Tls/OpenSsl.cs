using System.Runtime.InteropServices;

namespace PerfFunctions.Load.Tls;

/// <summary>
/// The calls of OpenSSL 3 that a TLS connection of a load loop makes: the library that .NET itself uses on Linux
/// (docs.openssl.org/3.0/man3). What the header files have as macros are controls with a number here.
/// </summary>
internal static unsafe partial class OpenSsl
{
    public const int WantRead = 2;
    public const int WantWrite = 3;
    public const int SystemCall = 5;
    public const int ZeroReturn = 6;

    public const int SetMode = 33;
    public const int SetReadAhead = 41;
    public const int SetMaxFragment = 52;
    public const int SetHostName = 55;
    public const int SetMinVersion = 123;

    public const int PartialWrite = 0x1;
    public const int MovingWriteBuffer = 0x2;
    public const int ReleaseBuffers = 0x10;

    /// <summary>The end of the stream is an end, whether the peer announced it or not, as with .NET's own TLS.</summary>
    public const ulong IgnoreUnexpectedEnd = 1UL << 7;

    /// <summary>A certificate that was checked stays the connection's.</summary>
    public const ulong NoRenegotiation = 1UL << 30;

    public const int Tls12 = 0x303;
    public const int BothWaysShut = 3;
    public const int Rsa = 6;
    public const int EllipticCurve = 408;

    private const string Ssl = "libssl.so.3";
    private const string Crypto = "libcrypto.so.3";

    /// <summary>Whether the system has it.</summary>
    public static bool IsAvailable { get; } =
        OperatingSystem.IsLinux() && NativeLibrary.TryLoad(Crypto, out _) && NativeLibrary.TryLoad(Ssl, out _);

    [LibraryImport(Ssl, EntryPoint = "TLS_client_method")]
    public static partial nint ClientMethod();

    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_new")]
    public static partial TlsContextHandle NewContext(nint method);

    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_free")]
    public static partial void FreeContext(nint context);

    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_ctrl")]
    public static partial nint Control(TlsContextHandle context, int command, nint number, nint data);

    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_set_options")]
    public static partial ulong SetOptions(TlsContextHandle context, ulong options);

    /// <summary>0 when it is accepted, unlike all others.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_set_alpn_protos")]
    public static partial int SetProtocols(TlsContextHandle context, byte* protocols, uint length);

    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_use_certificate_ASN1")]
    public static partial int UseCertificate(TlsContextHandle context, int length, byte* der);

    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_use_PrivateKey_ASN1")]
    public static partial int UsePrivateKey(int kind, TlsContextHandle context, byte* der, nint length);

    [LibraryImport(Ssl, EntryPoint = "SSL_new")]
    public static partial TlsHandle NewConnection(TlsContextHandle context);

    [LibraryImport(Ssl, EntryPoint = "SSL_free")]
    public static partial void FreeConnection(nint connection);

    [LibraryImport(Ssl, EntryPoint = "SSL_set_fd")]
    public static partial int SetDescriptor(nint connection, int descriptor);

    [LibraryImport(Ssl, EntryPoint = "SSL_ctrl")]
    public static partial nint Control(nint connection, int command, nint number, nint data);

    [LibraryImport(Ssl, EntryPoint = "SSL_ctrl", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint Control(nint connection, int command, nint number, string data);

    [LibraryImport(Ssl, EntryPoint = "SSL_connect", SetLastError = true)]
    public static partial int Connect(nint connection);

    [LibraryImport(Ssl, EntryPoint = "SSL_read", SetLastError = true)]
    public static partial int Read(nint connection, byte* buffer, int size);

    [LibraryImport(Ssl, EntryPoint = "SSL_write", SetLastError = true)]
    public static partial int Write(nint connection, byte* bytes, int length);

    [LibraryImport(Ssl, EntryPoint = "SSL_get_error")]
    [SuppressGCTransition]
    public static partial int ErrorOf(nint connection, int returned);

    [LibraryImport(Ssl, EntryPoint = "SSL_has_pending")]
    [SuppressGCTransition]
    public static partial int HasPending(nint connection);

    [LibraryImport(Ssl, EntryPoint = "SSL_set_shutdown")]
    public static partial void SetShutdown(nint connection, int mode);

    [LibraryImport(Ssl, EntryPoint = "SSL_get0_alpn_selected")]
    public static partial void GetProtocol(nint connection, byte** protocol, uint* length);

    /// <summary>A stack that belongs to the connection, with the peer's own certificate first; 0 when it sent none.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_get_peer_cert_chain")]
    public static partial nint GetPeerChain(nint connection);

    [LibraryImport(Ssl, EntryPoint = "SSL_session_reused")]
    public static partial int IsResumed(nint connection);

    [LibraryImport(Ssl, EntryPoint = "SSL_get1_session")]
    public static partial TlsSessionHandle GetSession(nint connection);

    [LibraryImport(Ssl, EntryPoint = "SSL_set_session")]
    public static partial int SetSession(nint connection, TlsSessionHandle session);

    [LibraryImport(Ssl, EntryPoint = "SSL_SESSION_is_resumable")]
    public static partial int IsResumable(TlsSessionHandle session);

    [LibraryImport(Ssl, EntryPoint = "SSL_SESSION_free")]
    public static partial void FreeSession(nint session);

    /// <summary>An error is the last call's only when none was left from before.</summary>
    [LibraryImport(Crypto, EntryPoint = "ERR_clear_error")]
    [SuppressGCTransition]
    public static partial void ClearErrors();

    [LibraryImport(Crypto, EntryPoint = "OPENSSL_sk_num")]
    public static partial int CountOf(nint stack);

    [LibraryImport(Crypto, EntryPoint = "OPENSSL_sk_value")]
    public static partial nint ItemOf(nint stack, int index);

    /// <summary>The length of a certificate in DER; writes it, too, when there is somewhere to write it.</summary>
    [LibraryImport(Crypto, EntryPoint = "i2d_X509")]
    public static partial int Encode(nint certificate, byte** target);
}
