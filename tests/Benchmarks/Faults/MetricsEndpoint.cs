using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PerfFunctions.Benchmarks.Faults;

/// <summary>
/// <c>/metrics</c> in Prometheus' text format, on a port and a thread of its own: what the service does with its thread pool does
/// not delay it.
/// </summary>
internal sealed class MetricsEndpoint : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly FaultyService _service;

    /// <summary>Starts it on a free port.</summary>
    public MetricsEndpoint(FaultyService service)
    {
        _service = service;
        _listener.Start();
        new Thread(Serve) { IsBackground = true }.Start();
    }

    /// <summary>Its port.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <inheritdoc />
    public void Dispose() => _listener.Dispose();

    private void Serve()
    {
        byte[] request = new byte[4096];
        try
        {
            while (true)
            {
                using Socket socket = _listener.AcceptSocket();
                socket.Receive(request);
                string text = Text();
                string head = $"HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4\r\nContent-Length: {text.Length}";
                socket.Send(Encoding.ASCII.GetBytes($"{head}\r\nConnection: close\r\n\r\n{text}"));
            }
        }
        catch (SocketException)
        {
            // Disposed.
        }
    }

    private string Text() => string.Create(CultureInfo.InvariantCulture, $"""
        process_cpu_seconds_total {Environment.CpuUsage.TotalTime.TotalSeconds:0.####}
        dotnet_gc_pause_seconds_total {GC.GetTotalPauseDuration().TotalSeconds:0.####}
        dotnet_heap_used_ratio {FaultyService.Heap:0.####}
        db_connections_used {_service.Connections}

        """);
}
