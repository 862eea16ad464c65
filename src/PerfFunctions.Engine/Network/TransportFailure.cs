using System.Net.Sockets;

namespace PerfFunctions.Engine.Network;

/// <summary>Names what went wrong below HTTP, in words that can be counted and acted on.</summary>
public static class TransportFailure
{
    /// <summary>The two ends could not agree on how to protect the connection.</summary>
    public const string Tls = "tls failed";

    /// <summary>The target does not speak the version that was asked for.</summary>
    public const string Version = "http version refused";

    /// <summary>The kind of failure behind an exception of the HTTP client.</summary>
    public static string KindOf(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case SocketException socket:
                    return OfSocket(socket.SocketErrorCode);
                case CertificateRefusedException refused:
                    return refused.Message;
                case HttpProtocolException ended:
                    return Http2Failure.Of(ended.ErrorCode);
                case ResponseRefusedException response:
                    return response.Message;
                case AddressRefusedException address:
                    return address.Failure;
            }
        }

        return exception switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "host not found",
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => Tls,
            HttpRequestException { HttpRequestError: HttpRequestError.VersionNegotiationError } => Version,
            FormatException or InvalidOperationException or NotSupportedException => "invalid request",
            HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => "connection closed",
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => ResponseFault.HeadTooLarge,
            HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => ResponseFault.OfMessage(exception.Message),
            HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse } => ResponseFault.OfMessage(exception.Message),
            HttpRequestException { InnerException: IOException } or IOException => "connection closed",
            _ => "request failed",
        };
    }

    /// <summary>The kind of failure behind an error of a socket.</summary>
    public static string OfSocket(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.ConnectionReset or SocketError.Shutdown => "connection reset",
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => "host not found",
        SocketError.AddressNotAvailable or SocketError.AddressAlreadyInUse => "no free local port",
        SocketError.TooManyOpenSockets => "too many open sockets",
        SocketError.TimedOut => "connect timed out",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable => "host unreachable",
        _ => $"socket {error}",
    };
}
