namespace PerfFunctions.Load.K6.Plans;

/// <summary>A scenario of a script's options.</summary>
/// <param name="Name">The name that the options give it.</param>
/// <param name="Subject">The name that it has in the plan.</param>
/// <param name="Function">The function that it calls.</param>
/// <param name="Tags">Tags that it gives all of its metrics.</param>
internal sealed record K6Planned(string Name, string Subject, string Function, IReadOnlyDictionary<string, string> Tags)
{
    /// <summary>The scenarios that tags of a threshold mean. Tags that are for scenarios to have are taken out.</summary>
    /// <param name="all">All scenarios.</param>
    /// <param name="tags">The tags of the threshold.</param>
    public static K6Planned[] Choose(IReadOnlyList<K6Planned> all, Dictionary<string, string> tags)
    {
        K6Planned[] chosen = [.. tags.Remove("scenario", out string? only) ? all.Where(s => s.Name == only) : all];
        foreach ((string key, string value) in tags.ToArray())
        {
            K6Planned[] having = [.. chosen.Where(s => s.Tags.GetValueOrDefault(key) == value)];
            if (having.Length > 0)
            {
                chosen = having;
                tags.Remove(key);
            }
        }

        return chosen;
    }
}
