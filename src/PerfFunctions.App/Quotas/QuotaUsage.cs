using Microsoft.Extensions.Options;
using PerfFunctions.Api.Settings;
using PerfFunctions.App.Options;
using PerfFunctions.App.Storage;

namespace PerfFunctions.App.Quotas;

/// <summary>Shows how much of the quotas is used.</summary>
public sealed class QuotaUsage(
    LeaseStore leases, CostStore costs, IOptions<QuotaOptions> quotas, IOptions<CostOptions> prices, IOptions<RunOptions> runs, TimeProvider time)
{
    // A month has a row a run; only the sum is wanted, and a few runs more or less do not change it much.
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    private Spent? _spent;

    /// <summary>Quotas that all runs share: by the leases of runs in progress and, where a month has a limit, by its costs.</summary>
    public async Task<IReadOnlyList<QuotaUse>> SharedAsync(CancellationToken cancellationToken)
    {
        QuotaOptions limits = quotas.Value;
        RunLease[] running = [.. (await leases.ListAsync(cancellationToken)).Where(lease => lease.Until > time.GetUtcNow())];
        List<QuotaUse> uses =
        [
            new($"{QuotaOptions.Section}:{nameof(limits.Runs)}", "concurrent runs", "", running.Length, limits.Runs),
            new($"{QuotaOptions.Section}:{nameof(limits.RateInAll)}", "requests per second", "/s", running.Sum(l => l.Rate), limits.RateInAll),
            new($"{QuotaOptions.Section}:{nameof(limits.UsersInAll)}", "virtual users", "", running.Sum(l => l.Users), limits.UsersInAll),
        ];
        if (prices.Value.MonthlyLimit > 0)
        {
            decimal used = await SpentAsync(cancellationToken) + running.Sum(l => l.Estimated);
            uses.Add(new(
                $"{CostOptions.Section}:{nameof(CostOptions.MonthlyLimit)}", "costs of this month", prices.Value.Currency, (double)used,
                (double)prices.Value.MonthlyLimit));
        }

        return uses;
    }

    /// <summary>Limits of a run, and of all runs against one host.</summary>
    public IReadOnlyList<ServiceLimit> Limits()
    {
        QuotaOptions limits = quotas.Value;
        return
        [
            new($"{QuotaOptions.Section}:{nameof(limits.Rate)}", "requests per second to a host", "/s", limits.Rate),
            new($"{QuotaOptions.Section}:{nameof(limits.Users)}", "virtual users on a host", "", limits.Users),
            new($"{QuotaOptions.Section}:{nameof(limits.LoadSeconds)}", "length of the load", "s", limits.LoadSeconds),
            new($"{QuotaOptions.Section}:{nameof(limits.PageLoads)}", "page loads", "", limits.PageLoads),
            new($"{RunOptions.Section}:{nameof(RunOptions.MaxShards)}", "shards", "", runs.Value.MaxShards),
            new($"{QuotaOptions.Section}:{nameof(limits.RunsPerHost)}", "concurrent runs against a host", "", limits.RunsPerHost),
        ];
    }

    private async Task<decimal> SpentAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        string month = TableKeys.Month(now);
        if (_spent is { } known && known.Month == month && now < known.Until)
        {
            return known.Amount;
        }

        decimal amount = (await costs.ListAsync(month, cancellationToken)).Sum(row => row.Cost.Actual ?? 0);
        _spent = new Spent(month, amount, now + MaxAge);
        return amount;
    }

    private sealed record Spent(string Month, decimal Amount, DateTimeOffset Until);
}
