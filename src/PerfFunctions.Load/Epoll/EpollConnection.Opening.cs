using System.Net;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Network;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Tls;

namespace PerfFunctions.Load.Epoll;

/// <content>How a connection comes to be: a socket, and where the origin has it, TLS and a look at who the server is.</content>
internal abstract partial class EpollConnection
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    private Opening _opening;
    private IPAddress? _to;
    private TlsChannel? _tls;
    private TimeSpan _openedAt;
    private TimeSpan _begunAt;

    private enum Opening
    {
        Connecting,
        Waiting,
        Agreeing,
        Checking,
        Done,
    }

    /// <summary>Connects, then sends the first exchange.</summary>
    public void Open(IPEndPoint to)
    {
        _openedAt = Now;
        _to = to.Address;
        int error = _socket.Open(to);
        if (error == 0)
        {
            TransportPlace = Transport.Sockets;
            Transport.Opened(this);
        }
        else
        {
            Origin.CannotConnect(_to, Detach(), error);
        }
    }

    /// <summary>Begins to agree on how the bytes are protected, unless it was closed while it waited.</summary>
    public void BeginHandshake()
    {
        if (IsOpen)
        {
            _opening = Opening.Agreeing;
            _begunAt = Now;
            _tls = Origin.Tls!.Protect(_socket.Number);
            Agree();
        }
    }

    // Connecting and agreeing have the limit each; how long this machine lets a handshake wait is not the target's doing.
    private bool IsOpeningOverdue(TimeSpan now) => _opening switch
    {
        Opening.Connecting => _openedAt + ConnectLimit <= now,
        Opening.Agreeing => _begunAt + ConnectLimit <= now,
        _ => false,
    };

    private void GoOnOpening(uint events)
    {
        if (_opening == Opening.Connecting && (events & (Linux.Out | Linux.Hup | Linux.Err)) != 0)
        {
            EndConnecting();
        }
        else if (_opening == Opening.Agreeing)
        {
            Agree();
        }
    }

    private void EndConnecting()
    {
        int error = _socket.ConnectError;
        if (error != 0)
        {
            Origin.CannotConnect(_to!, Detach(), error);
            return;
        }

        RoundTrip = Now - _openedAt;
        First!.Phases[RequestPhase.Connect] = RoundTrip;
        if (Origin.Tls is not null)
        {
            _opening = Opening.Waiting;
            Transport.Handshakes.Add(this);
        }
        else
        {
            EndOpening();
        }
    }

    private void Agree()
    {
        switch (_tls!.Handshake(out int error))
        {
            case HandshakeState.Done:
                _opening = Opening.Checking;
                Check(Origin.Tls!.FailureOfAsync(_tls));
                break;
            case HandshakeState.Failed:
                Fail(Errno.KindOf(error));
                break;
        }
    }

    private void Check(Task<string?> failure)
    {
        if (failure.IsCompletedSuccessfully)
        {
            EndChecking(failure.Result);
        }
        else
        {
            _ = CheckAsync(failure);
        }
    }

    private async Task CheckAsync(Task<string?> failure)
    {
        string? found = await failure.ConfigureAwait(false);
        Transport.Loop.Post(() =>
        {
            if (IsOpen)
            {
                EndChecking(found);
            }
        });
    }

    private void EndChecking(string? failure)
    {
        if (failure is not null)
        {
            Fail(failure);
            return;
        }

        if (!Origin.Tls!.Speaks(_tls!))
        {
            Fail(TransportFailure.Version);
            return;
        }

        First!.Phases[RequestPhase.Tls] = Now - _begunAt;
        Bytes = _tls!;
        EndOpening();

        // Events that came while the server was being checked do not come again, nor what was read ahead.
        if (IsOpen)
        {
            Read(isEnding: false);
        }
    }

    private void EndOpening()
    {
        _opening = Opening.Done;
        Begin();
    }

    private void CloseTls()
    {
        if (_tls is { } tls)
        {
            if (_opening == Opening.Done)
            {
                Origin.Tls!.Remember(tls);
            }

            tls.Dispose();
            _tls = null;
        }
    }
}
