using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Engine.Workloads;

/// <summary>Divides one load model among scenarios by their weights; the parts add up to the whole.</summary>
public static class LoadSplit
{
    /// <summary>
    /// The part of one scenario: rates in exact proportion, users and shared iterations by largest remainder. An open
    /// model's limit of iterations in progress is left as it is.
    /// </summary>
    public static LoadModel Part(LoadModel whole, IReadOnlyList<int> weights, int index)
    {
        double share = (double)weights[index] / weights.Sum();
        int Count(long total) => (int)Divide(total, weights)[index];
        return whole switch
        {
            ArrivalModel open => open with
            {
                Stages = [.. open.Stages.Select(s => s with { From = s.From * share, To = s.To * share })],
            },
            UserModel closed => new UserModel([.. closed.Stages.Select(s => s with { From = Count(s.From), To = Count(s.To) })]),
            IterationModel iterations => iterations with
            {
                Users = Count(iterations.Users),
                Iterations = iterations.Shared ? Count(iterations.Iterations) : iterations.Iterations,
            },
            _ => throw new NotSupportedException($"Load model {whole.GetType().Name} cannot be divided."),
        };
    }

    /// <summary>Whole numbers in proportion to the weights that add up to the total; of equal remainders the first wins.</summary>
    public static IReadOnlyList<long> Divide(long total, IReadOnlyList<int> weights)
    {
        long sum = weights.Sum(w => (long)w);
        long[] parts = [.. weights.Select(w => total * w / sum)];
        IEnumerable<int> byRemainder = Enumerable.Range(0, parts.Length).OrderByDescending(i => total * weights[i] % sum);
        foreach (int i in byRemainder.Take((int)(total - parts.Sum())))
        {
            parts[i]++;
        }

        return parts;
    }
}
