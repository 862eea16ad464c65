namespace PerfFunctions.Load.Flows;

/// <summary>Lays out a round in which each item comes as often as its weight says, spread as evenly as can be.</summary>
internal static class WeightedOrder
{
    /// <summary>Items in order of choice, as many as the weights add up to after dividing by what they have in common.</summary>
    public static int[] Of(IReadOnlyList<int> weights)
    {
        int common = weights.Aggregate(0, Gcd);
        int[] parts = [.. weights.Select(w => w / common)];
        int total = parts.Sum();
        int[] order = new int[total];
        int[] credit = new int[parts.Length];
        for (int place = 0; place < total; place++)
        {
            int best = 0;
            for (int i = 0; i < parts.Length; i++)
            {
                credit[i] += parts[i];
                best = credit[i] > credit[best] ? i : best;
            }

            credit[best] -= total;
            order[place] = best;
        }

        return order;
    }

    private static int Gcd(int a, int b) => b == 0 ? a : Gcd(b, a % b);
}
