using System.Net;
using System.Net.Sockets;
using PerfFunctions.Cli.Service;
using PerfFunctions.Cli.Tests.Parts;

namespace PerfFunctions.Cli.Tests.Service;

public sealed class LocalServiceTests : IDisposable
{
    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("perf-state-");

    public void Dispose() => _state.Delete(recursive: true);

    [Fact]
    public async Task A_service_moves_from_a_taken_port_works_there_and_ends_with_us()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        List<string> said = [];
        LocalService service = await LocalService.StartAsync(
            new(port) { State = _state.FullName }, TimeProvider.System, said.Add, TestContext.Current.CancellationToken);
        try
        {
            Assert.NotEqual(port, service.Address.Port);
            Assert.Contains(said, s => s.Contains($"Port {port} is in use", StringComparison.Ordinal) && s.Contains($"{service.Address.Port}", StringComparison.Ordinal));
            Assert.True(File.Exists(service.Log));
            Assert.Equal(_state.FullName, Path.GetDirectoryName(service.Log));
            Assert.DoesNotContain(said, s => s.Contains("already runs", StringComparison.Ordinal));

            PerfEnd status = await Perf.RunAsync(["status", "--port", $"{service.Address.Port}", "--json"]);
            Assert.True(status.Code == 0, status.Errors);
            Assert.StartsWith("[", status.Output, StringComparison.Ordinal);
            Assert.Contains("already runs", status.Errors, StringComparison.Ordinal);

            (await Perf.RunAsync(["report", "20260304050607089-none", "--server", service.Address.ToString()])).IsToldAs("There is no run '20260304050607089-none'.");
            (await Perf.RunAsync(["spike", "ftp://x", "--rate", "5", "--server", service.Address.ToString()])).IsToldAs("target", "rate", "The request is not valid");
        }
        finally
        {
            await service.DisposeAsync();
        }

        using var client = new ServiceClient(service.Address);
        Assert.False(await client.IsHealthyAsync(default));
    }
}
