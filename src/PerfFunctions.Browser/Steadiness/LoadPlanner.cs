namespace PerfFunctions.Browser.Steadiness;

/// <summary>
/// Decides which load comes next. Loads are made in rounds: one load, or a pair of page and base interleaved as A B, B A. A
/// noisy round is made again as a whole, so that a pair stays a pair; at most as many as there are to be of all. Rounds are
/// added while the loads of either side lie too far apart.
/// </summary>
/// <param name="runs">Least loads of each side.</param>
/// <param name="maxRuns">Most loads of each side.</param>
/// <param name="spread">How far apart they may lie, as a share of their median.</param>
/// <param name="compared">Whether there is a base.</param>
internal sealed class LoadPlanner(int runs, int maxRuns, double spread, bool compared)
{
    private readonly List<MadeLoad> _made = [];

    private int RoundSize => compared ? 2 : 1;

    /// <summary>A load was made.</summary>
    public void Add(MadeLoad load) => _made.Add(load);

    /// <summary>The next load; null when there are enough.</summary>
    public LoadSide? Next()
    {
        if (_made.Count % RoundSize == 0 && IsEnough())
        {
            return null;
        }
        return compared && _made.Count % 4 is 1 or 2 ? LoadSide.Base : LoadSide.Page;
    }

    /// <summary>The loads that were made, as they count now.</summary>
    public SortedLoads Sort()
    {
        IReadOnlyList<string?> reasons = NoiseRule.Judge([.. _made.Select(made => made.Machine)]);
        PlacedLoad[] all = [.. _made.Select((made, place) => new PlacedLoad(place, made.Load with { Noise = reasons[place] }))];
        PlacedLoad[][] noisy = [.. all.Chunk(RoundSize).Where(IsRepeated).Take(runs)];
        HashSet<int> again = [.. noisy.SelectMany(round => round).Select(load => load.Place)];
        PlacedLoad[] counting = [.. all.Where(load => !again.Contains(load.Place))];
        PlacedLoad[] repeated = [.. noisy.SelectMany(AsRepeated)];
        return new(Of(LoadSide.Page, counting), Of(LoadSide.Base, counting), Of(LoadSide.Page, repeated), Of(LoadSide.Base, repeated));

        PlacedLoad[] Of(LoadSide side, PlacedLoad[] loads) => Numbered(loads.Where(load => _made[load.Place].Side == side));
    }

    private bool IsEnough()
    {
        SortedLoads sorted = Sort();
        return sorted.Page.Count >= maxRuns
            || (sorted.Page.Count >= runs && !IsTooWide(sorted.Page) && !IsTooWide(sorted.Base));
    }

    private bool IsTooWide(IReadOnlyList<PlacedLoad> loads) => SpreadRule.IsTooWide([.. loads.Select(load => load.Load)], spread);

    // A load that failed would most likely fail again, after its whole time limit.
    private static bool IsRepeated(PlacedLoad[] round) => round.Any(load => load.Load is { Failure: null, Noise: not null });

    private static IEnumerable<PlacedLoad> AsRepeated(PlacedLoad[] round) => round.Select(load =>
        load with { Load = load.Load with { Noise = load.Load.Noise ?? "The load that it is paired with was noisy." } });

    private static PlacedLoad[] Numbered(IEnumerable<PlacedLoad> loads) =>
        [.. loads.Select((load, i) => load with { Load = load.Load with { Number = i + 1 } })];
}
