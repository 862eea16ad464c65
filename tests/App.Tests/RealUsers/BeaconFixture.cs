using System.Text;
using PerfFunctions.App.Plans;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.RealUsers;

/// <summary>A running service whose plans are stored before its first beacon, as it knows them for a minute.</summary>
public sealed class BeaconFixture(AzuriteFixture azurite) : IAsyncLifetime
{
    /// <summary>A stored plan without real users.</summary>
    public const string Without = "load-only";

    internal Service Service { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Service = await Service.StartAsync(azurite, null, "Perf:RealUsers:BeaconsPerSecond=10000", "Perf:RealUsers:FlushSeconds=3600");
        foreach (string name in new[] { "production", "counted", "several", "script" })
        {
            await SaveAsync(name, RealUserSample.Plan(name));
        }

        await SaveAsync(Without, Samples.LoadPlan.Replace("name: shop", $"name: {Without}", StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => Service.DisposeAsync();

    /// <summary>Sends a beacon as a browser does.</summary>
    internal async Task<HttpResponseMessage> SendAsync(
        string body, string plan = "production", string? origin = RealUserSample.Origin, string media = "text/plain", string method = "POST")
    {
        using var request = new HttpRequestMessage(new(method), $"/api/rum/{plan}");
        if (method == "POST")
        {
            request.Content = new StringContent(body, Encoding.UTF8, media);
        }

        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return await Service.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private Task SaveAsync(string name, string plan) =>
        Service.Get<PlanStore>().SaveAsync(name, new(plan, PlanFiles.None), null, Samples.Now, default);
}
