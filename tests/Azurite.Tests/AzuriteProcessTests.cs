using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Azure.Data.Tables;
using PerfFunctions.TestKit;

namespace PerfFunctions.Azurite.Tests;

public sealed class AzuriteProcessTests
{
    private static readonly AzuriteOptions InMemory = new() { InMemory = true };

    [Fact]
    public async Task A_taken_port_is_moved_and_told_and_the_end_is_the_processes_end()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var told = new List<string>();
        AzuriteOptions options = InMemory with { Progress = new Sink(told) };
        int id;
        await using (AzuriteProcess azurite = await AzuriteProcess.StartAsync(
            AzuriteConfig.Load() with { TablePort = port }, options, TimeProvider.System))
        {
            id = azurite.ProcessId!.Value;
            Assert.DoesNotContain($":{port}/", azurite.ConnectionString, StringComparison.Ordinal);
            Assert.Contains(told, line => line.Contains($"Port {port} (tables) is in use", StringComparison.Ordinal));
            await new TableClient(azurite.ConnectionString, "Probe").CreateAsync();
        }

        Assert.False(IsAlive(id));
    }

    [Fact]
    public async Task A_running_emulator_is_used_if_allowed_and_not_ended()
    {
        await using AzuriteProcess first = await AzuriteProcess.StartAsync(
            AzuriteConfig.Load(), InMemory with { FreePorts = true }, TimeProvider.System);
        AzuriteConfig same = ConfigOf(first);
        await using (AzuriteProcess second = await AzuriteProcess.StartAsync(
            same, InMemory with { AllowRunning = true }, TimeProvider.System))
        {
            Assert.Null(second.ProcessId);
            Assert.Equal(first.ConnectionString, second.ConnectionString);
        }

        Assert.True(IsAlive(first.ProcessId!.Value));
    }

    [Fact]
    public async Task Data_outlives_the_emulator()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("azurite-");
        AzuriteConfig config = AzuriteConfig.Load() with { Location = folder.FullName };
        var options = new AzuriteOptions { FreePorts = true };
        await using (AzuriteProcess first = await AzuriteProcess.StartAsync(config, options, TimeProvider.System))
        {
            await new TableClient(first.ConnectionString, "Kept").CreateAsync();
        }

        await using (AzuriteProcess second = await AzuriteProcess.StartAsync(config, options, TimeProvider.System))
        {
            Assert.Equal(409, (await Assert.ThrowsAsync<Azure.RequestFailedException>(
                () => new TableClient(second.ConnectionString, "Kept").CreateAsync())).Status);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_state_folder_that_cannot_be_is_refused_before_the_emulator_starts()
    {
        string file = Path.GetTempFileName();
        string[] impossible = OperatingSystem.IsLinux() ? [file, Path.Combine(file, "state"), "/proc/state"] : [file, Path.Combine(file, "state")];
        foreach (string location in impossible)
        {
            LocalSetupException refused = await Assert.ThrowsAsync<LocalSetupException>(() => AzuriteProcess.StartAsync(
                AzuriteConfig.Load() with { Location = location }, new() { FreePorts = true }, TimeProvider.System));
            Assert.StartsWith($"The state folder {location} cannot be written to (", refused.Message, StringComparison.Ordinal);
            Assert.Contains("Set 'location' in azurite.config", refused.Message, StringComparison.Ordinal);
        }

        File.Delete(file);
    }

    [Fact]
    public async Task Two_emulators_do_not_share_a_state_folder()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("azurite-");
        AzuriteConfig config = AzuriteConfig.Load() with { Location = folder.FullName };
        var options = new AzuriteOptions { FreePorts = true };
        await using (await AzuriteProcess.StartAsync(config, options, TimeProvider.System))
        {
            LocalSetupException refused = await Assert.ThrowsAsync<LocalSetupException>(() => AzuriteProcess.StartAsync(config, options, TimeProvider.System));
            Assert.StartsWith($"The state folder {folder.FullName} is in use by a storage emulator", refused.Message, StringComparison.Ordinal);
        }

        await (await AzuriteProcess.StartAsync(config, options, TimeProvider.System)).DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_emulator_goes_when_its_parent_is_killed()
    {
        using var parent = Process.Start(new ProcessStartInfo("dotnet", [AppContext.BaseDirectory.Replace("Azurite.Tests", "Azurite.TestApp", StringComparison.Ordinal) + "Azurite.TestApp.dll"])
        {
            RedirectStandardOutput = true,
        })!;
        string? said = await parent.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        int id = int.Parse(said!, CultureInfo.InvariantCulture);
        Assert.True(IsAlive(id));
        parent.Kill();
        await Eventually.TrueAsync(() => !IsAlive(id), "the end");
    }

    private static AzuriteConfig ConfigOf(AzuriteProcess azurite)
    {
        int Port(string name) => new Uri(
            azurite.ConnectionString.Split(';').Single(part => part.StartsWith(name, StringComparison.Ordinal)).Split('=')[1]).Port;
        return AzuriteConfig.Load() with
        {
            BlobPort = Port("BlobEndpoint"),
            QueuePort = Port("QueueEndpoint"),
            TablePort = Port("TableEndpoint"),
        };
    }

    private static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private sealed class Sink(List<string> lines) : IProgress<string>
    {
        public void Report(string value) => lines.Add(value);
    }
}
