using Microsoft.Extensions.Options;
using PerfFunctions.App.Options;

namespace PerfFunctions.App.Runs;

/// <summary>Addresses of a run's pages, as people outside reach them.</summary>
public sealed class RunLinks(IOptions<RunOptions> options)
{
    /// <summary>The run's state.</summary>
    public string Run(string runId) => $"{Base}/api/runs/{runId}";

    /// <summary>The run's page, live and afterwards.</summary>
    public string Page(string runId) => $"{Base}/runs/{runId}";

    /// <summary>A report: <c>html</c>, <c>md</c>, <c>json</c> or <c>xml</c>.</summary>
    public string Report(string runId, string format) => $"{Base}/api/runs/{runId}/report.{format}";

    /// <summary>The picture of a run's changes, not signed yet.</summary>
    public string Changes(string runId) => $"{Base}/api/runs/{runId}/changes.svg";

    /// <summary>The page of a plan's history.</summary>
    public string Trends(string plan) => $"{Base}/trends/{plan}";

    private string Base => options.Value.PublicUrl.TrimEnd('/');
}
