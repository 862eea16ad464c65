using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Loads;

/// <summary>Decides what a page means that is not where it was asked for: a login, a maintenance page, another host.</summary>
internal static class RedirectCheck
{
    /// <summary>The load with a remark, or as a failure, as the plan says.</summary>
    public static LoadResult Of(LoadResult load, RedirectRule rule) => (load.Record, rule) switch
    {
        // Numbers of the browser's own page would look like those of a fast one.
        ({ Unopened: { } unopened }, _) => LoadResult.Failed(unopened),
        ({ Elsewhere: { } elsewhere }, RedirectRule.Fail) => LoadResult.Failed($"The page {elsewhere}") with { Document = load.Record.Document },
        ({ Elsewhere: { } elsewhere }, RedirectRule.Warn) =>
            load with { Record = load.Record with { Remarks = [.. load.Record.Remarks, $"The page {elsewhere}"] } },
        _ => load,
    };
}
