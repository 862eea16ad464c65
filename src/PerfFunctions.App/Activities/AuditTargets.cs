using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.App.Activities;

/// <summary>Makes of a page in a plan what the browser has to do.</summary>
internal static class AuditTargets
{
    /// <summary>The page as it is loaded, secrets filled in: never to be stored or logged.</summary>
    /// <param name="run">The run.</param>
    /// <param name="page">The page.</param>
    /// <param name="further">Loads in addition to those that were made before; 0 for the loads that the plan asks for.</param>
    /// <param name="secrets">Values by name.</param>
    public static AuditTarget Of(OpenRun run, Page page, int further, IReadOnlyDictionary<string, string> secrets)
    {
        string Filled(string text) => TextTemplate.Parse(text).Render(slot => secrets[slot.Arguments[0]]);
        IReadOnlyDictionary<string, string> Values(IReadOnlyDictionary<string, string> texts) => texts.ToDictionary(t => t.Key, t => Filled(t.Value));
        IReadOnlyList<JourneyStep> Steps(IReadOnlyList<JourneyStep> steps) =>
            [.. steps.Select(s => s.Act is FillAct fill ? s with { Act = fill with { Text = Filled(fill.Text) } } : s)];

        PageConditions conditions = page.Conditions with
        {
            Cookies = Values(page.Conditions.Cookies),
            Headers = Values(page.Conditions.Headers),
            Login = Steps(page.Conditions.Login),
        };
        int runs = further > 0 ? further : page.Runs;
        return new AuditTarget(page.Name, TargetAddress.Of(run.Target, page.Path), conditions, runs)
        {
            Base = BaseOf(page, run.Record),
            Steps = Steps(page.Steps),
            MostRuns = further > 0 ? further : page.MostRuns,
            Spread = page.Spread,
            KeepEvidence = further == 0,
        };
    }

    private static Uri? BaseOf(Page page, RunRecord run)
    {
        if (page.Base is null)
        {
            return null;
        }

        string address = TargetResolver.ResolveBase(page.Base, run).Address
            ?? throw new InvalidOperationException($"'{page.Base}' was not resolved when the run was planned.");
        return TargetAddress.Of(new Uri(address), page.Path);
    }
}
