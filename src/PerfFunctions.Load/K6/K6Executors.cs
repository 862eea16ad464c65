using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Load.K6;

/// <summary>The names that k6 has for load models.</summary>
internal static class K6Executors
{
    /// <summary>The name of a model.</summary>
    public static string NameOf(LoadModel model) => model switch
    {
        ArrivalModel { Stages: [{ } only] } when only.From.Equals(only.To) => "constant-arrival-rate",
        ArrivalModel => "ramping-arrival-rate",
        IterationModel { Shared: true } => "shared-iterations",
        IterationModel => "per-vu-iterations",
        UserModel { Stages: [{ } only] } when only.From == only.To => "constant-vus",
        _ => "ramping-vus",
    };
}
