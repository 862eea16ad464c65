using System.Net;
using System.Net.Sockets;
using PerfFunctions.TestKit;

namespace PerfFunctions.Host.Tests;

/// <summary>What keeps a host from its start is said, and the host ends.</summary>
public sealed class StartTests(AzuriteFixture azurite) : IDisposable
{
    private readonly AppJournal _journal = AppJournal.Create();

    public void Dispose() => _journal.Folder.Delete(recursive: true);

    [Fact]
    public Task A_file_that_is_not_there() => AssertRefusedAsync(Start() with { App = "/no/such/App.dll" }, 2, "usage: PerfFunctions.Host APP.dll");

    [Fact]
    public Task An_assembly_that_is_not_a_program() =>
        AssertRefusedAsync(Start() with { App = Path.Combine(AppContext.BaseDirectory, "TestKit.dll") }, 1, "is not a program");

    [Fact]
    public Task A_missing_storage_account() => AssertRefusedAsync(Start() with { Storage = "" }, 1, "AzureWebJobsStorage is not set");

    [Fact]
    public Task An_address_that_other_machines_reach_without_a_key() =>
        AssertRefusedAsync(Start() with { Url = "http://0.0.0.0:0" }, 1, "set Host:Keys:Admin");

    [Fact]
    public async Task An_address_that_another_service_listens_on()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        string address = $"http://{other.LocalEndpoint}";
        await AssertRefusedAsync(Start() with { Url = address }, 1, $"Failed to bind to address {address}");
    }

    private static async Task AssertRefusedAsync(AppStart start, int code, string message)
    {
        await using AppHost host = AppHost.Start(start);
        Assert.Equal(code, await host.ExitAsync());
        await Eventually.TrueAsync(() => host.Output.Contains(message, StringComparison.Ordinal), $"'{message}' in: {host.Output}");
        Assert.DoesNotContain("   at ", host.Output, StringComparison.Ordinal);
    }

    private AppStart Start() => new(azurite.ConnectionString, _journal.Folder.FullName);
}
