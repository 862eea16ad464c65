using System.Net.Sockets;
using PerfFunctions.Engine.Network;

namespace PerfFunctions.Load.EventLoops;

/// <summary>Linux's error numbers in the words of <see cref="TransportFailure"/>.</summary>
internal static class Errno
{
    /// <summary>No number of the system's: the two ends do not agree on how to protect the bytes.</summary>
    public const int Tls = -1;

    public static string KindOf(int error) => error == Tls ? TransportFailure.Tls : TransportFailure.OfSocket(error switch
    {
        23 or 24 => SocketError.TooManyOpenSockets,
        32 or 104 => SocketError.ConnectionReset,
        98 => SocketError.AddressAlreadyInUse,
        99 => SocketError.AddressNotAvailable,
        101 => SocketError.NetworkUnreachable,
        110 => SocketError.TimedOut,
        111 => SocketError.ConnectionRefused,
        113 => SocketError.HostUnreachable,
        _ => SocketError.SocketError,
    });
}
