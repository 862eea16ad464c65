using PerfFunctions.Engine.Statistics;

namespace PerfFunctions.Engine.Bottlenecks;

/// <summary>How well one series follows another some blocks later.</summary>
/// <param name="Correlation">Spearman's rank correlation at the best lag.</param>
/// <param name="Lag">Blocks by which the first series is ahead; 0 when they rise together.</param>
/// <param name="PValue">
/// The probability of a correlation this high, at any of the lags, when the order of the first series means nothing. Values of
/// neighbouring blocks resemble each other, so it is too small rather than too large: a hint.
/// </param>
internal sealed record LaggedCorrelation(double Correlation, int Lag, double PValue)
{
    private const int Shuffles = 499;

    // A longer lag has to correlate better by this much, else noise would decide between neighbours.
    private const double MinGain = 0.02;

    /// <summary>The best of the lags from 0 to <paramref name="maxLag"/>.</summary>
    /// <param name="leader">The series that may be ahead.</param>
    /// <param name="follower">The series that may follow; as long as the first.</param>
    /// <param name="maxLag">The longest lag, blocks.</param>
    /// <param name="least">Below this no permutation is tried, and the probability is 1.</param>
    /// <param name="random">Shuffles.</param>
    public static LaggedCorrelation Of(double[] leader, double[] follower, int maxLag, double least, Random random)
    {
        (double correlation, int lag) = Best(leader, follower, maxLag);
        if (correlation < least)
        {
            return new LaggedCorrelation(correlation, lag, 1);
        }

        int asHigh = 1;
        double[] shuffled = [.. leader];
        for (int i = 0; i < Shuffles; i++)
        {
            random.Shuffle(shuffled);
            asHigh += Best(shuffled, follower, maxLag).Correlation >= correlation ? 1 : 0;
        }

        return new LaggedCorrelation(correlation, lag, asHigh / (Shuffles + 1.0));
    }

    // Every lag explains the same blocks of the follower: with others, a lag that skips its flat beginning would seem better.
    private static (double Correlation, int Lag) Best(double[] leader, double[] follower, int maxLag)
    {
        double[] explained = follower[maxLag..];
        (double Correlation, int Lag) best = (RankCorrelation.Of(leader[maxLag..], explained), 0);
        for (int lag = 1; lag <= maxLag; lag++)
        {
            double correlation = RankCorrelation.Of(leader[(maxLag - lag)..^lag], explained);
            best = correlation > best.Correlation + MinGain ? (correlation, lag) : best;
        }

        return best;
    }
}
