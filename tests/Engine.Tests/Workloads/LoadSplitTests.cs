using CsCheck;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Engine.Tests.Workloads;

public class LoadSplitTests
{
    private static readonly Gen<int[]> Weights = Gen.Int[1, PlanLimits.Weight].Array[1, PlanLimits.Scenarios];

    [Fact]
    public void Whole_parts_add_up_and_are_never_one_off_their_share() =>
        Gen.Select(Gen.Long[0, PlanLimits.Arrivals], Weights).Sample((total, weights) =>
        {
            IReadOnlyList<long> parts = LoadSplit.Divide(total, weights);
            double sum = weights.Sum();
            return parts.Sum() == total && parts.Zip(weights).All(p => Math.Abs(p.First - (total * (p.Second / sum))) < 1.001);
        });

    [Fact]
    public void Rates_add_up_to_the_rate_of_the_whole() =>
        Gen.Select(Gen.Double[0, PlanLimits.RateOrUsers], Weights).Sample((rate, weights) =>
        {
            ArrivalModel whole = new([new RateStage(rate, rate / 2, TimeSpan.FromSeconds(1))], 1);
            double sum = weights.Select((_, i) => ((ArrivalModel)LoadSplit.Part(whole, weights, i)).Stages[0].From).Sum();
            return Math.Abs(sum - rate) <= 1e-9 * rate;
        });
}
