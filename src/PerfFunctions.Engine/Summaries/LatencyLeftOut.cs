using System.Globalization;
using System.Text.RegularExpressions;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Engine.Summaries;

/// <summary>Latencies that were measured while the generator was noisy, so that they speak of it and not of the target.</summary>
/// <param name="ShardSeconds">How many seconds of one shard are left out.</param>
/// <param name="Of">Of how many.</param>
/// <param name="Reasons">Why, the most frequent first; each with its worst case in words.</param>
public sealed record LatencyLeftOut(int ShardSeconds, int Of, IReadOnlyList<LeftOutReason> Reasons)
{
    /// <summary>The share past which what is left does not speak for the whole.</summary>
    public bool IsTooMuch => ShardSeconds > Of * GeneratorLimits.NoisyShare;

    /// <summary><c>3 of 120 shard-seconds excluded: iterations started 70 ms late; use more shards or a lower rate</c></summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{ShardSeconds} of {Of} shard-seconds excluded: {(Reasons.Count == 1 ? Reasons[0].Reason : string.Join(", ", Reasons.Select(r => $"{r.ShardSeconds} × {r.Reason}")))}");
}

/// <summary>One reason for leaving latencies out.</summary>
/// <param name="Reason">What it was at its worst, and what to change.</param>
/// <param name="ShardSeconds">How often.</param>
public sealed record LeftOutReason(string Reason, int ShardSeconds);

/// <summary>Counts noisy seconds by cause; causes that differ only in their numbers are one.</summary>
internal sealed partial class LeftOutTally
{
    private readonly Dictionary<string, (int Count, double Worst, string Reason)> _reasons = [];
    private int _all;

    /// <summary>Counts seconds of shards.</summary>
    /// <param name="intervals">How many.</param>
    /// <param name="problems">What some of them suffered from, one each.</param>
    public void Count(int intervals, IReadOnlyList<string> problems)
    {
        _all += intervals;
        foreach (string problem in problems)
        {
            Count(problem);
        }
    }

    private void Count(string problem)
    {
        string kind = Number().Replace(problem, "#");
        double size = double.TryParse(Number().Match(problem).Value, CultureInfo.InvariantCulture, out double number) ? number : 0;
        (int count, double worst, string reason) = _reasons.GetValueOrDefault(kind, (0, size, problem));
        _reasons[kind] = size > worst ? (count + 1, size, problem) : (count + 1, worst, reason);
    }

    public LatencyLeftOut? ToRecord() => _reasons.Count == 0 ? null : new LatencyLeftOut(
        _reasons.Values.Sum(r => r.Count),
        _all,
        [.. _reasons.OrderByDescending(r => r.Value.Count).ThenBy(r => r.Key, StringComparer.Ordinal)
            .Select(r => new LeftOutReason(r.Value.Reason, r.Value.Count))]);

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Number();
}
