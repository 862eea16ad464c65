using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PerfFunctions.Api;
using PerfFunctions.App.Baselines;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Activities;
using PerfFunctions.App.Runs.Intervals;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Plans;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Parts;

/// <summary>The service's parts on real storage, with tables of their own and no host around them.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private int _runs;

    private Bench(ServiceProvider services) => _services = services;

    public TestPullRequests PullRequests { get; } = new();

    public TestAuditor Auditor { get; } = new();

    public RunStore Runs => Get<RunStore>();

    public RunBlobs Blobs => Get<RunBlobs>();

    public IntervalStore Intervals => Get<IntervalStore>();

    public VerdictStore Verdicts => Get<VerdictStore>();

    public BaselineStore Baselines => Get<BaselineStore>();

    /// <summary>All baselines of a plan, newest first.</summary>
    public async Task<IReadOnlyList<BaselineRun>> BaselinesOfAsync(string plan)
    {
        List<BaselineRun> all = [];
        await foreach (BaselineRun newest in Baselines.NewestAsync(plan, default))
        {
            all.AddRange(await Baselines.UnderAsync(plan, newest.ConditionsKey, before: null, most: 1_000, default).ToListAsync());
        }

        return [.. all.OrderByDescending(run => run.RunId, StringComparer.Ordinal)];
    }

    public static string NewPrefix() => "T" + Guid.NewGuid().ToString("N")[..12];

    public static async Task<Bench> StartAsync(AzuriteFixture azurite, TimeProvider? time = null, params string[] settings)
    {
        Bench bench = Create(azurite.ConnectionString, time, settings);
        await bench.Get<ResultStorage>().CreateAsync(TestContext.Current.CancellationToken);
        return bench;
    }

    public static Bench Create(string connection, TimeProvider? time = null, params string[] settings)
    {
        var values = settings.Select(s => s.Split('=', 2)).ToDictionary(s => s[0], s => (string?)s[1]);
        values["AzureWebJobsStorage"] = connection;
        values.TryAdd("Perf:Storage:Prefix", NewPrefix());
        values.TryAdd("Perf:Targets:Local", "true");
        values.TryAdd("Perf:Targets:Allowed", "*");
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        Bench? bench = null;
        IServiceCollection services = new ServiceCollection().AddLogging().AddSingleton(configuration).AddPerfFunctions(configuration);
        services.AddSingleton<ICodeHosts>(_ => bench!.PullRequests).AddSingleton<IPageAuditor>(_ => bench!.Auditor).AddSingleton<IPagePrinter, TestPrinter>();
        if (time is not null)
        {
            services.AddSingleton(time);
        }

        return bench = new Bench(services.BuildServiceProvider());
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A function class, as the host makes it.</summary>
    public T Make<T>(params object[] given) => ActivatorUtilities.CreateInstance<T>(_services, given);

    /// <summary>Records a run; with a plan text it is planned, too.</summary>
    public async Task<RunRecord> AddRunAsync(string? plan = null, PullRequestContext? pullRequest = null, RunTrigger trigger = RunTrigger.Http)
    {
        RunRecord run = Samples.Run(Samples.Now.AddSeconds(_runs++)) with { PullRequest = pullRequest, Trigger = trigger };
        await Runs.AddAsync(run, default);
        if (plan is not null)
        {
            await Blobs.SavePlanAsync(run.RunId, plan, default);
            await PlanAsync(run.RunId);
        }

        return await Runs.GetAsync(run.RunId, default);
    }

    public Task<RunPlan> PlanAsync(string runId) => Make<PlanRun>().RunAsync(new RunRequest(runId), new TestFunctionContext());

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
