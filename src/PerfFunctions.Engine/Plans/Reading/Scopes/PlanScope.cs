using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Plans.Reading.Scopes;

/// <summary>What templates of a plan may name beside variables, and a note of what they do name.</summary>
internal sealed class PlanScope(IReadOnlyList<Feed> feeds)
{
    private readonly List<string> _secrets = [];
    private readonly HashSet<(string? Scenario, string Feed)> _uses = [];

    /// <summary>Names of the secrets in use, each once.</summary>
    public IReadOnlyList<string> Secrets => _secrets;

    /// <summary>The k6 script; null for none.</summary>
    public K6Script? K6 { get; init; }

    /// <summary>Whether there is one that could not be read.</summary>
    public bool LacksK6 { get; init; }

    /// <summary>Whether a scenario, or the plan for all, fills in a column of a feed.</summary>
    public bool Uses(string scenario, string feed) => _uses.Contains((scenario, feed)) || _uses.Contains((null, feed));

    /// <summary>Takes note of a secret.</summary>
    public void AddSecret(string name)
    {
        if (!_secrets.Contains(name))
        {
            _secrets.Add(name);
        }
    }

    /// <summary>What is wrong with the column of a feed, and what would be right; null when nothing is.</summary>
    public (string Message, string Allowed)? MistakeIn(string name, string column, string? scenario)
    {
        Feed? feed = feeds.FirstOrDefault(f => f.Name == name);
        if (feed is null)
        {
            string[] names = [.. feeds.Select(f => f.Name)];
            return ($"there is no feed '{name}'{Spelling.Hint(name, names)}",
                names.Length == 0 ? "a feed in 'feeds'" : Spelling.List(names));
        }

        _uses.Add((scenario, feed.Name));

        // A feed without columns has been reported.
        return feed.Columns.Count == 0 || feed.Columns.Contains(column)
            ? null
            : ($"the feed '{feed.Name}' has no column '{column}'{Spelling.Hint(column, feed.Columns)}", Spelling.List(feed.Columns));
    }
}
