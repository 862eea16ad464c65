using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Workloads;

/// <summary>
/// The one way from a load to what is kept and shown: a target can repeat a secret in what a failure is called, such as a host
/// that it redirects to, and an exception can in its text.
/// </summary>
/// <param name="secrets">The plan's secrets.</param>
public sealed class RedactedLoad(IEnumerable<string> secrets)
{
    private readonly SecretForms _forms = new(SecretTexts.LongEnough(secrets));

    /// <summary>The interval without secrets. Failures that differ only in a secret are then of one kind.</summary>
    public LoadInterval Of(LoadInterval interval) => interval with
    {
        Errors = Clean(interval.Errors),
        Exemplars = Clean(interval.Exemplars),
        Series = [.. interval.Series.Select(s => s.Errors.Count + s.Exemplars.Count == 0 ? s : s with { Errors = Clean(s.Errors), Exemplars = Clean(s.Exemplars) })],

        // The rest of an example was cleaned where it was made, before it was cut.
        Failures = [.. interval.Failures.Select(f => f with { Failure = _forms.Clean(f.Failure) })],
    };

    /// <summary>How a shard ended, without secrets.</summary>
    public ShardResult Of(ShardResult result) => result with { Reason = Clean(result.Reason) };

    private Dictionary<string, long> Clean(IReadOnlyDictionary<string, long> errors) =>
        errors.GroupBy(error => _forms.Clean(error.Key)).ToDictionary(kind => kind.Key, kind => kind.Sum(error => error.Value));

    private Exemplar[] Clean(IReadOnlyList<Exemplar> exemplars) => [.. exemplars.Select(e => e with { Failure = Clean(e.Failure) })];

    private string? Clean(string? text) => text is null ? null : _forms.Clean(text);
}
