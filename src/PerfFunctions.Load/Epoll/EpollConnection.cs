using System.Net;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Network;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.Tls;

namespace PerfFunctions.Load.Epoll;

/// <summary>
/// One socket, and how it comes to carry requests: it connects, and where the origin has it, agrees on TLS and looks at who the
/// server is. Opened for an exchange, which learns what became of that.
/// </summary>
internal abstract class EpollConnection : IPolled, IDisposable
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    private readonly LoopSocket _socket;
    private Opening _opening;
    private IPAddress? _to;
    private TlsChannel? _tls;
    private TimeSpan _openedAt;
    private TimeSpan _begunAt;

    protected EpollConnection(EpollTransport transport, EpollOrigin origin)
    {
        Lane = transport;
        _socket = new LoopSocket(transport.Poller, this);
        Bytes = _socket;
        Origin = origin;
        Generation = origin.Generation;
    }

    private enum Opening
    {
        Connecting,
        Waiting,
        Agreeing,
        Checking,
        Done,
    }

    /// <inheritdoc />
    public int Place { get; set; }

    /// <summary>Where the transport keeps it.</summary>
    public int LanePlace { get; set; }

    public bool IsOpen => _socket.IsOpen;

    public EpollOrigin Origin { get; }

    /// <summary>Which of the origin's addresses it was made for.</summary>
    public int Generation { get; }

    /// <summary>The transport that it is of.</summary>
    protected EpollTransport Lane { get; }

    /// <summary>What is sent and received.</summary>
    protected IByteChannel Bytes { get; private set; }

    /// <summary>Whether it can carry requests.</summary>
    protected bool IsReady => _opening == Opening.Done;

    /// <summary>How long connecting took.</summary>
    protected TimeSpan RoundTrip { get; private set; }

    protected TimeSpan Now => Lane.Loop.Clock.Elapsed;

    /// <summary>The exchange that it is opened for.</summary>
    protected abstract Exchange? First { get; }

    /// <summary>Connects, then sends the first exchange.</summary>
    public void Open(IPEndPoint to)
    {
        _openedAt = Now;
        _to = to.Address;
        int error = _socket.Open(to);
        if (error == 0)
        {
            LanePlace = Lane.Sockets;
            Lane.Opened(this);
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

    /// <inheritdoc />
    public void OnEvents(uint events)
    {
        if (!IsReady)
        {
            GoOnOpening(events);
        }
        else if ((events & Linux.Out) != 0)
        {
            WriteRest();
        }

        if (IsOpen && IsReady && (events & (Linux.In | Linux.PeerClosed | Linux.Hup | Linux.Err)) != 0)
        {
            Read((events & (Linux.PeerClosed | Linux.Hup | Linux.Err)) != 0);
        }
    }

    /// <summary>Fails what has waited for too long.</summary>
    public void CutOverdue(TimeSpan now)
    {
        if (IsReady)
        {
            CutLate(now);
        }
        else if (First!.Deadline <= now || IsOpeningOverdue(now))
        {
            bool isDue = First.Deadline <= now;
            Exchange exchange = Detach();
            exchange.Fail(now, isDue ? "timeout" : "connect timed out", isTimedOut: isDue);
            Origin.Lost(exchange);
            exchange.Complete();
        }
    }

    /// <summary>Ends the connection, and fails what is in progress.</summary>
    public abstract void Fail(string failure);

    /// <inheritdoc />
    public void Dispose() => Close();

    /// <summary>It can carry requests now.</summary>
    protected abstract void Begin();

    /// <summary>Fails what has waited for an answer for too long.</summary>
    protected abstract void CutLate(TimeSpan now);

    /// <summary>Sends what could not be sent before.</summary>
    protected abstract void WriteRest();

    /// <summary>The stream of bytes ended, or broke with an error.</summary>
    protected abstract void End(int error);

    /// <summary>Takes what was received; true to read on.</summary>
    protected abstract bool Take(ReadOnlySpan<byte> piece);

    /// <summary>Closes, and hands back the exchange that it was opened for.</summary>
    protected abstract Exchange Detach();

    /// <summary>Reads what is there.</summary>
    /// <param name="isEnding">Whether the end of the stream is to be read, too.</param>
    protected void Read(bool isEnding)
    {
        while (Bytes.Receive(Lane.Buffer, out int error) is { } read)
        {
            if (read == 0)
            {
                End(error);
                return;
            }

            // Less than fits was all there is, unless the end of the stream is still to be read.
            if (!Take(Lane.Buffer.AsSpan(0, read)) || (Bytes.IsDrainedBy(read, Lane.Buffer.Length) && !isEnding))
            {
                return;
            }
        }
    }

    /// <summary>Closes the socket.</summary>
    protected virtual void Close()
    {
        if (IsOpen)
        {
            Lane.Closed(this);
            CloseTls();
            _socket.Close();
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
            Lane.Handshakes.Add(this);
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
        Lane.Loop.Post(() =>
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
