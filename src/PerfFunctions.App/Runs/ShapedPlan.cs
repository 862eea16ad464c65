using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.App.Runs;

/// <summary>A plan as a run has it: longer, or a part of it alone, when a person asked for that.</summary>
public static class ShapedPlan
{
    // What a plan holds is what its site is used to; a spike is well beyond it.
    private const double SpikeFactor = 3;

    /// <summary>The plan, shaped.</summary>
    public static PerfPlan Of(PerfPlan plan, RunRecord run) => Stretched(Cut(plan, run.Part), run.Stretch);

    private static PerfPlan Cut(PerfPlan plan, RunPart part) => part switch
    {
        RunPart.Audit =>
            plan with
            {
                Load = [],
                Server = [],
                RealUsers = null,
                Warmup = TimeSpan.Zero,
                Budgets = [.. plan.Budgets.Where(b => b.Kind == MetricKind.Page)],
            },
        RunPart.Spike => plan with
        {
            Pages = [],
            RealUsers = null,
            Load = [.. plan.Load.Select(Spike)],
            Budgets = [.. plan.Budgets.Where(b => b.Kind is MetricKind.Load or MetricKind.Server)],
        },
        _ => plan,
    };

    // Users that wait for answers cannot be made to come at a rate; they stay as they are.
    private static Scenario Spike(Scenario scenario) => scenario.Model is ArrivalModel model
        ? scenario with
        {
            Preset = LoadPreset.Spike,
            Model = model with
            {
                Stages = Presets.Expand(
                    LoadPreset.Spike,
                    Math.Min(PlanLimits.RateOrUsers, SpikeFactor * model.Stages.Max(s => Math.Max(s.From, s.To))),
                    Presets.DefaultLength(LoadPreset.Spike)),
            },
        }
        : scenario;

    /// <summary>
    /// The plan with every stage of its load, and every scenario's start, so many times as long, and as many times the loads of
    /// its pages.
    /// </summary>
    private static PerfPlan Stretched(PerfPlan plan, int factor) => factor == 1
        ? plan
        : plan with
        {
            Stretch = factor,
            Load = [.. plan.Load.Select(s => s with { Start = s.Start * factor, Model = Stretched(s.Model, factor) })],
            Pages =
            [
                .. plan.Pages.Select(p => p with
                {
                    Runs = Math.Min(p.Runs * factor, PlanLimits.Runs),
                    MaxRuns = Math.Min(p.MaxRuns * factor, PlanLimits.Runs),
                }),
            ],
        };

    private static LoadModel Stretched(LoadModel model, int factor) => model switch
    {
        ArrivalModel arrivals => arrivals with { Stages = [.. arrivals.Stages.Select(s => s with { Over = s.Over * factor })] },
        UserModel users => users with { Stages = [.. users.Stages.Select(s => s with { Over = s.Over * factor })] },
        IterationModel work => work with { Iterations = work.Iterations * factor, Limit = work.Limit * factor },
        _ => model,
    };
}
