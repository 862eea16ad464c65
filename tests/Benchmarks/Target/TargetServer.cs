using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using PerfFunctions.Benchmarks.Measure;
using PerfFunctions.Benchmarks.Peers;

namespace PerfFunctions.Benchmarks.Target;

/// <summary>The server that all load goes to, the same for all: one process on one core, 80 bytes an answer.</summary>
internal sealed class TargetServer : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly DirectoryInfo _folder;
    private int _idleFiles;

    private TargetServer(string name, Uri address, Process process, DirectoryInfo folder)
    {
        (Name, Address, _process, _folder) = (name, address, process, folder);
    }

    /// <summary>What it is.</summary>
    public string Name { get; }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>File with the certificate to trust, in PEM; null for clear text.</summary>
    public string? Authority => Address.Scheme == Uri.UriSchemeHttps ? ServerCertificate.CertificateIn(_folder.FullName) : null;

    /// <summary>How many connections it holds; one more or less, as it may just have closed one.</summary>
    public int Connections => OpenFiles() - _idleFiles;

    /// <summary>CPU time it has used.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts nginx, or our own server where there is none.</summary>
    /// <exception cref="BenchmarkException">It did not answer in time.</exception>
    public static Task<TargetServer> StartAsync(Cores cores, Wire wire, CancellationToken cancellationToken) =>
        StartAsync(cores, wire, ProgramPath.Find(NginxConfig.Program) is not null, cancellationToken);

    /// <summary>Starts our own server, which speaks WebSocket too, in clear text.</summary>
    /// <exception cref="BenchmarkException">It did not answer in time.</exception>
    public static Task<TargetServer> StartKestrelAsync(Cores cores, CancellationToken cancellationToken) =>
        StartAsync(cores, Wire.Clear, nginx: false, cancellationToken);

    /// <summary>Ends it and deletes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task<TargetServer> StartAsync(Cores cores, Wire wire, bool nginx, CancellationToken cancellationToken)
    {
        int port = FreePort();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("perffunctions-benchmark-");
        if (wire != Wire.Clear)
        {
            ServerCertificate.Write(folder.FullName);
        }

        Launch launch = nginx
            ? NginxConfig.Write(folder.FullName, port, wire)
            : ServeCommand.Launch(port, wire == Wire.Clear ? null : folder.FullName);
        Process process;
        try
        {
            process = ChildRun.Start(Cores.On(cores.Server, launch));
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }

        string name = nginx ? "nginx, one worker" : "Kestrel, one core";
        var server = new TargetServer(
            name, new($"{(wire == Wire.Clear ? "http" : "https")}://127.0.0.1:{port}/"), process, folder);
        try
        {
            await server.WaitAsync(cancellationToken);
            server._idleFiles = server.OpenFiles();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        // Only whether it answers; who it is, the load generators check.
        using HttpClientHandler handler = new() { ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
        using var http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(2) };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        while (!await AnswersAsync(http, limit.Token))
        {
            if (_process.HasExited)
            {
                string errors = await _process.StandardError.ReadToEndAsync(cancellationToken);
                throw new BenchmarkException($"The server ({Name}) ended at once: {ChildRun.LastLine(errors)}");
            }

            await Task.Delay(Poll, limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            if (limit.IsCancellationRequested)
            {
                throw new BenchmarkException($"The server ({Name}) did not answer within {Timeout.TotalSeconds:0} s.");
            }
        }
    }

    private async Task<bool> AnswersAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            return (await http.GetStringAsync(Address, cancellationToken)).Length == Answer.Text.Length;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private int OpenFiles()
    {
        try
        {
            return Directory.EnumerateFileSystemEntries($"/proc/{_process.Id}/fd").Count();
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
