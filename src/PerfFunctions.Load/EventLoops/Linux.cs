using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace PerfFunctions.Load.EventLoops;

/// <summary>The calls of Linux that a load loop makes itself. All of them return -1 for an error, see <see cref="Error"/>.</summary>
internal static unsafe partial class Linux
{
    public const uint In = 0x1;
    public const uint Out = 0x4;
    public const uint Err = 0x8;
    public const uint Hup = 0x10;
    public const uint PeerClosed = 0x2000;
    public const uint EdgeTriggered = 1u << 31;
    public const int Add = 1;

    public const int Again = 11;
    public const int Interrupted = 4;
    public const int NotImplemented = 38;
    public const int InProgress = 115;

    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int Stream = 1;
    private const int Tcp = 6;
    private const int NoDelay = 1;
    private const int SocketLevel = 1;
    private const int ErrorOption = 4;
    private const int NoSignal = 0x4000;

    /// <summary>The error of the call just made on this thread.</summary>
    public static int Error => Marshal.GetLastSystemError();

    /// <summary>A non-blocking TCP socket that sends without delay: 0, or the error.</summary>
    public static int OpenTcp(AddressFamily family, out Descriptor socket)
    {
        socket = Socket(family == AddressFamily.InterNetworkV6 ? 10 : 2, Stream | NonBlocking | CloseOnExec, Tcp);
        int one = 1;
        if (!socket.IsInvalid && SetSocketOption(socket, Tcp, NoDelay, &one, sizeof(int)) == 0)
        {
            return 0;
        }

        int error = Error;
        socket.Dispose();
        return error;
    }

    /// <summary>Starts to connect.</summary>
    public static int Connect(int fd, SocketAddress address)
    {
        fixed (byte* bytes = address.Buffer.Span)
        {
            return Connect(fd, bytes, (uint)address.Size);
        }
    }

    /// <summary>What became of a connect that was in progress: 0, or its error.</summary>
    public static int ConnectError(int fd)
    {
        int error = 0;
        uint size = sizeof(int);
        return GetSocketOption(fd, SocketLevel, ErrorOption, &error, &size) < 0 ? Error : error;
    }

    /// <summary>Sends as much as the socket's buffer accepts.</summary>
    public static int Send(int fd, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            return (int)Send(fd, start, (nuint)bytes.Length, NoSignal);
        }
    }

    /// <summary>Reads what is there; 0 at the end of the stream.</summary>
    public static int Receive(int fd, Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            return (int)Receive(fd, start, (nuint)buffer.Length, 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "epoll_create1")]
    public static partial Descriptor CreateEpoll(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl")]
    public static partial int ControlEpoll(Descriptor epoll, int operation, Descriptor fd, EpollEvent* interest);

    [LibraryImport("libc", EntryPoint = "epoll_wait")]
    public static partial int WaitEpoll(Descriptor epoll, EpollEvent* events, int most, int milliseconds);

    [LibraryImport("libc", EntryPoint = "epoll_pwait2")]
    public static partial int WaitEpoll(Descriptor epoll, EpollEvent* events, int most, TimeSpec* timeout, void* signals);

    [LibraryImport("libc", EntryPoint = "eventfd")]
    public static partial Descriptor CreateEvent(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "write")]
    public static partial nint Write(Descriptor fd, void* bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "read")]
    public static partial nint Read(Descriptor fd, void* bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int fd);

    [LibraryImport("libc", EntryPoint = "socket")]
    private static partial Descriptor Socket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "connect")]
    private static partial int Connect(int fd, byte* address, uint size);

    [LibraryImport("libc", EntryPoint = "setsockopt")]
    private static partial int SetSocketOption(Descriptor fd, int level, int option, void* value, uint size);

    [LibraryImport("libc", EntryPoint = "getsockopt")]
    private static partial int GetSocketOption(int fd, int level, int option, void* value, uint* size);

    [LibraryImport("libc", EntryPoint = "send")]
    private static partial nint Send(int fd, byte* bytes, nuint count, int flags);

    [LibraryImport("libc", EntryPoint = "recv")]
    private static partial nint Receive(int fd, byte* bytes, nuint count, int flags);

    /// <summary><c>struct timespec</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
