using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Epoll;

/// <summary>
/// One socket, and how it comes to carry requests: it connects, and where the origin has it, agrees on TLS and looks at who the
/// server is. Opened for an exchange, which learns what became of that.
/// </summary>
internal abstract partial class EpollConnection : IPolled, IDisposable
{
    private readonly LoopSocket _socket;

    protected EpollConnection(EpollTransport transport, EpollOrigin origin)
    {
        Transport = transport;
        _socket = new LoopSocket(transport.Poller, this);
        Bytes = _socket;
        Origin = origin;
        Generation = origin.Generation;
    }

    /// <inheritdoc />
    public int Place { get; set; }

    /// <summary>Where the transport keeps it.</summary>
    public int TransportPlace { get; set; }

    public bool IsOpen => _socket.IsOpen;

    public EpollOrigin Origin { get; }

    /// <summary>Which of the origin's addresses it was made for.</summary>
    public int Generation { get; }

    /// <summary>The transport that it is of.</summary>
    protected EpollTransport Transport { get; }

    /// <summary>What is sent and received.</summary>
    protected IByteChannel Bytes { get; private set; }

    /// <summary>Whether it can carry requests.</summary>
    protected bool IsReady => _opening == Opening.Done;

    /// <summary>How long connecting took.</summary>
    protected TimeSpan RoundTrip { get; private set; }

    protected TimeSpan Now => Transport.Loop.Clock.Elapsed;

    /// <summary>The exchange that it is opened for.</summary>
    protected abstract Exchange? First { get; }

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
        while (Bytes.Receive(Transport.Buffer, out int error) is { } read)
        {
            if (read == 0)
            {
                End(error);
                return;
            }

            // Less than fits was all there is, unless the end of the stream is still to be read.
            if (!Take(Transport.Buffer.AsSpan(0, read)) || (Bytes.IsDrainedBy(read, Transport.Buffer.Length) && !isEnding))
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
            Transport.Closed(this);
            CloseTls();
            _socket.Close();
        }
    }
}
