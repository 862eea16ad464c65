using Microsoft.Playwright;
using PerfFunctions.Browser.Conditions;
using PerfFunctions.Browser.Guarding;
using PerfFunctions.Browser.Launch;
using PerfFunctions.Browser.Loads;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Browser.Steadiness;

/// <summary>One audit: a load thrown away, then loads until there are enough.</summary>
internal sealed class AuditRun(AuditTarget target, BrowserOptions options, BrowserLease lease, TimeProvider clock, LoadPresence presence) : IAsyncDisposable
{
    private readonly LoadPlanner _planner = new(target.Runs, Math.Max(target.Runs, target.MaxRuns), target.Spread, target.Base is not null);
    private readonly Dictionary<LoadSide, LoadResult> _logins = [];
    private readonly Dictionary<int, LoadDetail> _details = [];
    private readonly EvidenceBuffer _evidence = new();
    private readonly MachineWatch _machine = new(options, clock, target.UnderLoad ? null : presence);
    // A browser elsewhere cannot connect to this machine's loopback.
    private readonly GuardedProxy? _proxy =
        target.Names is { } names && string.IsNullOrEmpty(options.Endpoint) ? new(names, clock) : null;
    private readonly RefusedAddresses _refused = new();
    private string? _version;

    /// <summary>Audits. A load that fails is in the result; only <paramref name="cancellationToken"/> throws.</summary>
    public async Task<AuditedPage> RunAsync(CancellationToken cancellationToken)
    {
        if (options.WarmUp)
        {
            await WarmUpAsync(cancellationToken);
        }
        double? before = await lease.TakeAsync(_machine.BeginAsync, _ => null, cancellationToken);
        for (int place = 0; _planner.Next() is { } side; place++)
        {
            await MeasureAsync(place, side, cancellationToken);
        }
        double? after = await lease.TakeAsync(_machine.EndAsync, _ => null, cancellationToken);
        return ResultOf(before is null || after is null ? null : new(before.Value, after.Value));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _evidence.Dispose();
        await _machine.DisposeAsync();
        await (_proxy?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        foreach (LoadSide side in target.Base is null ? new[] { LoadSide.Page } : [LoadSide.Page, LoadSide.Base])
        {
            await lease.TakeAsync(
                browser => LoadAsync(browser, side, Order(side), cancellationToken), LoadResult.Failed, cancellationToken);
        }
    }

    private async Task MeasureAsync(int place, LoadSide side, CancellationToken cancellationToken)
    {
        MachineReading reading = MachineReading.None;
        // What records evidence costs both sides the same, or it would count as a difference between them.
        LoadOrder order = Order(side) with { Evidence = target.KeepEvidence, Warm = target.Conditions.WarmLoad };
        LoadResult result = await lease.TakeAsync(
            async browser =>
            {
                _version ??= $"{EngineLimits.NameOf(target.Conditions.Browser)} {browser.Version}";
                (LoadResult made, reading) = await _machine.AroundAsync(browser, () => LoadAsync(browser, side, order, cancellationToken));
                reading = reading with { BrowserBusy = made.BrowserBusy };
                return made;
            },
            LoadResult.Failed,
            cancellationToken);
        PageLoad load = new()
        {
            Number = place + 1,
            Failure = result.Failure,
            Values = result.Record?.Values ?? new Dictionary<string, double>(),
            LcpElement = result.Record?.LcpElement,
            LcpFrame = result.Record?.LcpFrame,
            Unfinished = result.Unfinished,
            Document = result.Record?.Document ?? result.Document,
            Remarks = result.Record?.Remarks ?? [],
        };
        _planner.Add(new(side, load, reading));
        if (side == LoadSide.Page && result.Record is { } record)
        {
            _evidence.Put(place, record.Evidence);
            if (record.Detail is { } detail)
            {
                _details[place] = detail;
            }
        }
    }

    private async Task<LoadResult> LoadAsync(
        IBrowser browser, LoadSide side, LoadOrder order, CancellationToken cancellationToken)
    {
        PageLoader loader = new(browser, options, clock);
        if (target.Conditions.Login.Count == 0)
        {
            return await loader.LoadAsync(order, cancellationToken);
        }
        if (!_logins.TryGetValue(side, out LoadResult? login))
        {
            login = _logins[side] = await loader.LogInAsync(order with { Steps = target.Conditions.Login }, cancellationToken);
        }
        return login.Failure is null
            ? await loader.LoadAsync(order with { Storage = login.Storage }, cancellationToken)
            : LoadResult.Failed($"The login failed: {login.Failure}");
    }

    private LoadOrder Order(LoadSide side)
    {
        (Uri address, Uri root) = side == LoadSide.Base ? (target.Base!, target.BaseRoot!) : (target.Address, target.Root);
        return new(address, root, target.Conditions, target.Steps) { Proxy = _proxy, Refused = _refused, SecretParts = target.Secrets };
    }

    private AuditedPage ResultOf(BenchmarkIndex? benchmark)
    {
        SortedLoads sorted = _planner.Sort();
        PageLoad[] loads = [.. sorted.Page.Select(load => load.Load)];
        PlacedLoad? median = PaintTime.Median(loads) is { } place ? sorted.Page[place] : null;
        PageConditions conditions = target.Conditions;
        PageMeasurement measurement = new()
        {
            Page = target.Page,
            Address = target.Address,
            Environment = new()
            {
                Browser = _version,
                BrowserHost = string.IsNullOrEmpty(options.Endpoint) ? null : new Uri(options.Endpoint).Host,
                Device = conditions.Device,
                Network = conditions.Network,
                CpuSlowdown = conditions.CpuSlowdown,
                Benchmark = benchmark,
            },
            Loads = loads,
            BaseAddress = target.Base,
            BaseLoads = [.. sorted.Base.Select(load => load.Load)],
            Repeated = [.. sorted.Repeated.Select(load => load.Load)],
            BaseRepeated = [.. sorted.BaseRepeated.Select(load => load.Load)],
            Refused = [.. _proxy?.Refused ?? [], .. _refused.All],
            Median = median is not null && _details.TryGetValue(median.Place, out LoadDetail? detail)
                ? detail with { Load = median.Load.Number }
                : null,
        };
        return new(measurement, median is null ? null : _evidence.Take(median.Place));
    }
}
