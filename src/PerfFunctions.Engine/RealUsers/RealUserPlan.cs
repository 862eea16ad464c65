using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.RealUsers;

/// <summary>What a plan wants to know of real users: whose page views count, and how many of them are enough.</summary>
public sealed record RealUserPlan
{
    /// <summary>Origins of the pages that may send, as browsers write them: <c>https://shop.example</c>.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>The pages, in the order of the file. Of several that a path fits, it counts for the first.</summary>
    public IReadOnlyList<RealUserPage> Pages { get; init; } = [];

    /// <summary>How far back a run looks; whole days.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Values of a metric that are needed for its percentiles.</summary>
    public int MinSamples { get; init; } = 100;

    /// <summary>Share of the page views that send, from 0 to 1.</summary>
    public double Sample { get; init; } = 1;

    /// <summary>Whether pages of an origin may send.</summary>
    public bool Allows(string? origin) => origin is not null && Origins.Contains(origin);

    /// <summary>The page that a path counts for; null for none.</summary>
    public string? PageOf(string path) => Pages.FirstOrDefault(page => page.Paths.Takes(path))?.Name;
}

/// <summary>A page of real users.</summary>
/// <param name="Name">Name in budgets, after <c>rum.</c></param>
/// <param name="Paths">The paths that are this page.</param>
public sealed record RealUserPage(string Name, PathFilter Paths);
