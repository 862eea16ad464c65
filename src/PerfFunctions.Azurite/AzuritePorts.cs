using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PerfFunctions.Azurite;

/// <summary>The ports of an emulator.</summary>
/// <param name="Blob">For blobs.</param>
/// <param name="Queue">For queues.</param>
/// <param name="Table">For tables.</param>
internal sealed record AzuritePorts(int Blob, int Queue, int Table)
{
    // The account that every emulator of Azure Storage has; it is not a secret.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>The configured ports, with a free one in the place of each that is taken.</summary>
    public static AzuritePorts Choose(AzuriteConfig config, AzuriteOptions options) => new(
        Free(config.Host, config.BlobPort, "blobs", options),
        Free(config.Host, config.QueuePort, "queues", options),
        Free(config.Host, config.TablePort, "tables", options));

    /// <summary>Whether an emulator answers for blobs and tables.</summary>
    public async Task<bool> AnswerAsync(HttpClient http, string host, CancellationToken cancellationToken) =>
        await IsAzuriteAsync(http, host, Blob, cancellationToken)
        && await IsAzuriteAsync(http, host, Queue, cancellationToken)
        && await IsAzuriteAsync(http, host, Table, cancellationToken);

    public string ConnectionString(string host) => string.Create(
        CultureInfo.InvariantCulture,
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://{host}:{Blob}/{Account};QueueEndpoint=http://{host}:{Queue}/{Account};TableEndpoint=http://{host}:{Table}/{Account};");

    private static async Task<bool> IsAzuriteAsync(HttpClient http, string host, int port, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage answer = await http.GetAsync($"http://{host}:{port}/{Account}", cancellationToken);
            return answer.Headers.TryGetValues("Server", out IEnumerable<string>? servers)
                && servers.Any(server => server.StartsWith("Azurite", StringComparison.OrdinalIgnoreCase));
        }
        catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static int Free(string host, int wanted, string use, AzuriteOptions options)
    {
        if (!options.FreePorts && TryBind(host, wanted) is { } bound)
        {
            return bound;
        }

        int free = TryBind(host, 0) ?? throw new LocalSetupException($"No port is free on {host}.");
        if (!options.FreePorts)
        {
            options.Progress?.Report($"Port {wanted} ({use}) is in use; the storage emulator uses {free} instead.");
        }

        return free;
    }

    private static int? TryBind(string host, int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Parse(host), port) { ExclusiveAddressUse = true };
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
