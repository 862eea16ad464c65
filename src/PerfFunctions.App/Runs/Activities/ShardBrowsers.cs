using PerfFunctions.App.Targets;
using PerfFunctions.Engine.Browsing;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.App.Runs.Activities;

/// <summary>Opens the browser of a shard whose scripts use one.</summary>
/// <param name="policies">What may be connected to.</param>
/// <param name="browsers">Lends browsers; null where the service has none.</param>
public sealed class ShardBrowsers(TargetPolicies policies, IScriptBrowsers? browsers = null)
{
    /// <summary>The browser, or why there is none; neither where no script uses one.</summary>
    /// <param name="run">The run.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<OpenedBrowser> OpenAsync(OpenRun run, CancellationToken stop)
    {
        if (!run.Plan.Load.Any(s => ScenarioSeries.Walk(s.Steps).OfType<K6Step>().Any(step => step.Series.UsesBrowser)))
        {
            return new OpenedBrowser(null, null);
        }

        OpenedBrowser opened = browsers is null
            ? new OpenedBrowser(null, "This service has no browser.")
            : await browsers.OpenAsync(new BrowserAccess(policies.Sending(run), policies.Browsing(run.Plan)), stop);
        return opened.Failure is { } failure ? opened with { Failure = $"The script uses k6/browser. {failure}" } : opened;
    }
}
