using PerfFunctions.App.Targets;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Expressions;
using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.App.Runs.Activities;

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
        ConstantContext constants = new(secrets);
        string Filled(string text) => TextTemplate.Parse(text).Render(constants);
        IReadOnlyDictionary<string, string> Values(IReadOnlyDictionary<string, string> texts) => texts.ToDictionary(t => t.Key, t => Filled(t.Value));
        IReadOnlyList<JourneyStep> Steps(IReadOnlyList<JourneyStep> steps) =>
            [.. steps.Select(s => s.Act is FillAct fill ? s with { Act = fill with { Text = Filled(fill.Text), IsSecret = IsSecret(fill.Text) } } : s)];

        PageConditions conditions = page.Conditions with
        {
            Cookies = Values(page.Conditions.Cookies),
            Headers = Values(page.Conditions.Headers),
            Login = Steps(page.Conditions.Login),
        };
        int runs = further > 0 ? further : page.Runs;
        Uri? compared = page.Base is null ? null : BaseOf(page.Base, run.Record);
        return new AuditTarget(page.Name, TargetAddress.Of(run.Target, page.Path), conditions, runs)
        {
            Root = RootOf(run.Target, page),
            Base = compared is null ? null : TargetAddress.Of(compared, page.Path),
            BaseRoot = compared is null ? null : RootOf(compared, page),
            Steps = Steps(page.Steps),
            MaxRuns = further > 0 ? further : page.MaxRuns,
            Spread = page.Spread,
            UnderLoad = run.Plan.Audits == AuditTiming.UnderLoad && run.Plan.Load.Count > 0,
            KeepEvidence = further == 0,
            Secrets = [.. secrets.Values],
        };
    }

    private static bool IsSecret(string text) => TextTemplate.Parse(text).Slots.Count > 0;

    // A page with an address of its own goes on at its own host.
    private static Uri RootOf(Uri target, Page page) =>
        page.Path.StartsWith('/') ? target : new Uri(TargetAddress.Of(target, page.Path).GetLeftPart(UriPartial.Authority));

    private static Uri BaseOf(string text, RunRecord run) => new(
        TargetResolver.ResolveBase(text, run).Address ?? throw new InvalidOperationException($"'{text}' was not resolved when the run was planned."));
}
