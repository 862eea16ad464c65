using System.Collections.Concurrent;
using PerfFunctions.Azurite;
using Xunit;

namespace PerfFunctions.TestKit;

/// <summary>
/// A storage emulator for one test assembly, on ports of its own and in memory:
/// <c>[assembly: AssemblyFixture(typeof(AzuriteFixture))]</c>, then a constructor parameter of the test class.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private readonly ConcurrentBag<Task> _users = [];
    private AzuriteProcess? _process;

    /// <summary>What clients connect with, and what <c>AzureWebJobsStorage</c> is set to.</summary>
    public string ConnectionString =>
        _process?.ConnectionString ?? throw new InvalidOperationException("The storage emulator has not been started.");

    /// <inheritdoc />
    public async ValueTask InitializeAsync() => _process = await AzuriteProcess.StartAsync(
        AzuriteConfig.Load(), new() { FreePorts = true, InMemory = true }, TimeProvider.System);

    /// <summary>Lets the emulator run until something else that uses it has ended.</summary>
    public void EndsAfter(Task user) => _users.Add(user);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_users);
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }
}
