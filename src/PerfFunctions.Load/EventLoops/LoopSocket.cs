using System.Net;

namespace PerfFunctions.Load.EventLoops;

/// <summary>A non-blocking TCP socket whose owner the poller notifies of all its events.</summary>
internal sealed class LoopSocket(EpollPoller poller, IPolled owner) : IByteChannel
{
    private Descriptor? _socket;

    // The number of the open socket, which is the loop's alone: no other thread can close it during a call.
    private int _fd = -1;

    public bool IsOpen => _fd >= 0;

    /// <summary>Its number, for what sends and reads in its place; -1 when it is closed.</summary>
    public int Number => _fd;

    /// <inheritdoc />
    public bool HoldsMore => false;

    /// <summary>What became of the connect: 0, or its error.</summary>
    public int ConnectError => Linux.ConnectError(_fd);

    /// <summary>Starts to connect: 0 when it is on its way, else the error, and the socket stays closed.</summary>
    public int Open(IPEndPoint to)
    {
        int refused = Linux.OpenTcp(to.AddressFamily, out Descriptor socket);
        if (refused != 0)
        {
            return refused;
        }

        _socket = socket;
        _fd = (int)socket.DangerousGetHandle();
        if (poller.Add(socket, owner) && (Linux.Connect(_fd, to.Serialize()) >= 0 || Linux.Error is Linux.InProgress or Linux.Interrupted))
        {
            return 0;
        }

        int error = Linux.Error;
        Close();
        return error;
    }

    /// <inheritdoc />
    public int Send(ref ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            int sent = Linux.Send(_fd, bytes.Span);
            if (sent < 0)
            {
                return Linux.Error is Linux.Again or Linux.Interrupted ? 0 : Linux.Error;
            }

            bytes = bytes[sent..];
        }

        return 0;
    }

    /// <inheritdoc />
    public int? Receive(Span<byte> buffer, out int error)
    {
        int read = Linux.Receive(_fd, buffer);
        error = read < 0 ? Linux.Error : 0;
        return error is Linux.Again or Linux.Interrupted ? null : Math.Max(0, read);
    }

    /// <inheritdoc />
    public bool IsDrainedBy(int read, int size) => read < size;

    /// <summary>Closes it, once.</summary>
    public void Close()
    {
        if (IsOpen)
        {
            poller.Remove(owner);
            _socket!.Dispose();
            _fd = -1;
        }
    }
}
