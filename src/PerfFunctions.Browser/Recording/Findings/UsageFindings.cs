using PerfFunctions.Browser.Recording.Trace;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Recording.Findings;

/// <summary>Script and style that a load did not use.</summary>
internal static class UsageFindings
{
    private const double MinUnused = 20_000;

    /// <summary>Files with more than 20 kB of unused text; the bytes are that share of what came over the wire.</summary>
    public static IEnumerable<PageFinding> Of(LoadFacts facts) =>
        facts.Usage is null ? [] : Of(facts, facts.Usage.Scripts, "script").Concat(Of(facts, facts.Usage.Sheets, "style"));

    private static IEnumerable<PageFinding> Of(LoadFacts facts, IReadOnlyList<CodeFile> files, string kind) =>
        from file in files.GroupBy(file => file.Address)
        let unused = file.Sum(part => part.Unused)
        let length = file.Sum(part => part.Length)
        where unused > MinUnused
        select new PageFinding(
            FindingKind.Unused,
            file.Key,
            FormattableString.Invariant($"{unused / length:P0} of the {kind}, {PageFindings.Size(unused)} of its text, was not used."),
            facts.BodyBytes(file.Key) * unused / length,
            0);
}
