using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PerfFunctions.Benchmarks.Target;

/// <summary>
/// A server whose responses take exactly the time that their path states, <c>/50</c> for 50 ms, to some microseconds: it sleeps
/// until shortly before, and then waits for the instant. Every fiftieth request of a path that ends in <c>f</c> fails.
/// </summary>
internal sealed class TimedTarget : IDisposable
{
    private const int FailEvery = 50;

    // A sleep may last this much longer than it should.
    private static readonly TimeSpan Coarse = TimeSpan.FromMilliseconds(2);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _failing;

    /// <summary>Starts it on a free port.</summary>
    public TimedTarget()
    {
        _listener.Start();
        new Thread(Accept) { IsBackground = true }.Start();
    }

    /// <summary>Its address.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Requests that it failed since the last call.</summary>
    public int TakeFailed() => Interlocked.Exchange(ref _failing, 0) / FailEvery;

    /// <inheritdoc />
    public void Dispose() => _listener.Dispose();

    private void Accept()
    {
        try
        {
            while (true)
            {
                Socket socket = _listener.AcceptSocket();
                socket.NoDelay = true;
                new Thread(() => Serve(socket)) { IsBackground = true }.Start();
            }
        }
        catch (SocketException)
        {
            // Disposed.
        }
    }

    private void Serve(Socket socket)
    {
        byte[] buffer = new byte[4096];
        try
        {
            while (socket.Receive(buffer) > 0)
            {
                long start = Stopwatch.GetTimestamp();
                string path = Encoding.ASCII.GetString(buffer, 0, 40).Split(' ')[1];
                bool fails = path.EndsWith('f') && Interlocked.Increment(ref _failing) % FailEvery == 0;
                Wait(start, TimeSpan.FromMilliseconds(int.Parse(path.Trim('/', 'f'), System.Globalization.CultureInfo.InvariantCulture)));
                socket.Send(Encoding.ASCII.GetBytes($"HTTP/1.1 {(fails ? "503 Busy" : "200 OK")}\r\nContent-Length: 2\r\n\r\nok"));
            }
        }
        catch (SocketException)
        {
            // The client went away.
        }
    }

    private static void Wait(long start, TimeSpan delay)
    {
        TimeSpan rest = delay - Stopwatch.GetElapsedTime(start) - Coarse;
        if (rest > TimeSpan.Zero)
        {
            Thread.Sleep(rest);
        }

        while (Stopwatch.GetElapsedTime(start) < delay)
        {
            Thread.SpinWait(10);
        }
    }
}
