using PerfFunctions.Api;
using PerfFunctions.App.Quotas;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.App.Triggers;

/// <summary>Makes forecasts of runs.</summary>
internal static class RunForecasts
{
    extension(RunForecast)
    {
        /// <summary>The forecast of a run that is asked for.</summary>
        public static RunForecast Of(CheckedRun run, RunCosts costs, int furtherLoads, IReadOnlyList<PlanProblem> refusals)
        {
            LoadPeaks peaks = LoadPeaks.Of(run.Plan);
            return new RunForecast
            {
                Plan = run.Plan.Name,
                Target = run.Target,
                Profile = run.Plan.Profile,
                Parameters = run.Plan.ChangedParameters.ToDictionary(name => name, name => run.Plan.Parameters[name]),
                Shards = costs.ShardsOf(run.Plan),
                LoadSeconds = run.Plan.LoadDuration.TotalSeconds,
                PeakRate = peaks.Rate,
                PeakUsers = peaks.Users,
                PageLoads = PlanQuota.PageLoadsOf(run.Plan, furtherLoads),
                MaxResources = run.Plan.Load.SelectMany(s => ScenarioSeries.Walk(s.Steps)).OfType<HttpStep>().Max(s => s.Resources?.Max),
                Fixtures =
                [
                    .. from fixture in run.Plan.Fixtures
                       from request in ScenarioSeries.Of(fixture.Steps).Requests
                       select new FixtureStep(fixture.Name, request.Title),
                ],
                Series =
                [
                    .. from scenario in run.Plan.Load
                       from series in ScenarioSeries.Of(scenario.Steps).All
                       where series.Kind != SeriesKind.Iterations
                       select new NamedSeries($"{scenario.Name}.{series.Key}", series.Title),
                ],
                Cost = costs.Estimate(run.Plan),
                Refusals = refusals,
            };
        }
    }
}
