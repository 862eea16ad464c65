using System.Diagnostics;
using System.Globalization;
using PerfFunctions.Api;
using PerfFunctions.App.KillSwitch;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Activities;
using PerfFunctions.App.Storage;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Azurite;
using PerfFunctions.Engine.Audits;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.KillSwitch;

/// <summary>The kill switch while storage takes connections and answers nothing.</summary>
public sealed class FrozenStorageTests : IAsyncLifetime
{
    private static readonly HaltState Stop = new(DateTimeOffset.UtcNow, "the shop is down", new("anna", Role.Administer, CallerProof.Token));

    private AzuriteProcess _azurite = null!;

    public async ValueTask InitializeAsync() => _azurite = await AzuriteProcess.StartAsync(
        AzuriteConfig.Load(), new() { FreePorts = true, InMemory = true }, TimeProvider.System);

    public ValueTask DisposeAsync() => _azurite.DisposeAsync();

    [Fact]
    public async Task A_stop_that_cannot_be_written_ends_what_runs_here_and_is_written_once_storage_answers()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are Linux's.");
        await using Bench bench = Bench.Create(_azurite.ConnectionString);
        await bench.Get<ResultStorage>().CreateAsync(TestContext.Current.CancellationToken);
        var loading = new TaskCompletionSource();
        bench.Auditor.Audit = async (_, stop) =>
        {
            loading.SetResult();
            await Task.Delay(Timeout.Infinite, stop);
            throw new InvalidOperationException("never");
        };
        RunRecord run = await bench.AddRunAsync(Samples.LoadAndPagePlan);
        Task<AuditResult> audit = bench.Make<AuditPage>().RunAsync(new PageAudit(run.RunId, "home"), new TestFunctionContext());
        await loading.Task;
        KillSwitchStore stops = bench.Get<KillSwitchStore>();
        bool isLogged = false;

        Signal("STOP");
        bool isWritten;
        try
        {
            isWritten = await stops.HaltAsync(Stop, () => Task.FromResult(isLogged = true));
            await Eventually.TrueAsync(() => stops.Unwritten.IsCancellationRequested, "a halt that is not stored");
        }
        finally
        {
            Signal("CONT");
        }

        Assert.False(isWritten);
        Assert.Equal("The run was stopped.", (await audit.WaitAsync(TimeSpan.FromMinutes(2))).Reason);
        await Eventually.TrueAsync(() => isLogged, "what follows the halt");
        Assert.Equal(Stop.Reason, (await stops.FindAsync(default))!.Reason);
        Assert.False(stops.Unwritten.IsCancellationRequested);
    }

    private void Signal(string signal) =>
        Process.Start("kill", [$"-{signal}", _azurite.ProcessId!.Value.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
}
