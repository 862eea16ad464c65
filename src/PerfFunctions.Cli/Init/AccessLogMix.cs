namespace PerfFunctions.Cli.Init;

/// <summary>Counts the requests of an access log in bounded memory, however many there are.</summary>
internal sealed class AccessLogMix
{
    private const int MaxPaths = 5_000;
    private const int MaxMinutes = 600_000;
    private const int MaxExamples = 10;

    private readonly Dictionary<string, PathUse> _reads = [];
    private readonly Dictionary<string, long> _others = [];
    private readonly Dictionary<long, long> _minutes = [];

    /// <summary>Requests that were counted.</summary>
    public long Requests { get; private set; }

    /// <summary>Those that were answered with a status of 400 or more. They are a part of the rate, and none of the mix.</summary>
    public long Failed { get; private set; }

    /// <summary>Paths that were read with GET, the most frequent first.</summary>
    public IEnumerable<PathUse> Reads => _reads.Values.OrderByDescending(u => u.Count).ThenBy(u => u.Template, StringComparer.Ordinal);

    /// <summary>Method and path of all other requests with how often, the most frequent first.</summary>
    public IEnumerable<KeyValuePair<string, long>> Others => _others.OrderByDescending(o => o.Value).ThenBy(o => o.Key, StringComparer.Ordinal);

    /// <summary>Requests per second in the busiest minute; 0 without requests.</summary>
    public double BusiestRate => _minutes.Count == 0 ? 0 : _minutes.Values.Max() / 60.0;

    /// <summary>The busiest minute relative to the mean of the hours that have requests, at least 1; 1 without requests.</summary>
    public double Peak
    {
        get
        {
            if (_minutes.Count == 0)
            {
                return 1;
            }

            // A log of less than an hour has no mean hour: then it is the mean of its own length.
            double hours = _minutes.Keys.Select(minute => minute / 60).Distinct().Count();
            double length = Math.Min(hours, (_minutes.Keys.Max() - _minutes.Keys.Min() + 1) / 60.0);
            return Math.Max(1, BusiestRate / (_minutes.Values.Sum() / (length * 3600)));
        }
    }

    /// <summary>Counts a request.</summary>
    public void Add(AccessLogLine line)
    {
        Requests++;
        long minute = line.Time.ToUnixTimeSeconds() / 60;
        if (_minutes.Count < MaxMinutes || _minutes.ContainsKey(minute))
        {
            _minutes[minute] = _minutes.GetValueOrDefault(minute) + 1;
        }

        if (line.Status >= 400)
        {
            Failed++;
            return;
        }

        PathTemplate path = PathTemplate.Of(line.Path);
        if (line.Method == "GET")
        {
            AddRead(path);
        }
        else
        {
            string key = $"{line.Method} {path.Text}";
            Forget(_others, count => count);
            _others[key] = _others.GetValueOrDefault(key) + 1;
        }
    }

    private void AddRead(PathTemplate path)
    {
        if (!_reads.TryGetValue(path.Text, out PathUse? use))
        {
            Forget(_reads, u => u.Count);
            _reads[path.Text] = use = new PathUse(path.Text, path.Fixed, path.HasSecret);
        }

        use.Count++;
        if (path.Rest.Length > 0 && use.Examples.Count < MaxExamples && !path.HasSecret && !use.Examples.Contains(path.Rest))
        {
            use.Examples.Add(path.Rest);
        }
    }

    // Where there are too many, those that were met least make way: what is frequent comes back.
    private static void Forget<T>(Dictionary<string, T> uses, Func<T, long> count)
    {
        if (uses.Count < MaxPaths)
        {
            return;
        }

        foreach (string key in uses.OrderBy(u => count(u.Value)).Take(MaxPaths / 2).Select(u => u.Key).ToArray())
        {
            uses.Remove(key);
        }
    }
}

/// <summary>How a path was used.</summary>
/// <param name="template">The path with its ids folded.</param>
/// <param name="start">What comes before the first id.</param>
/// <param name="hasSecret">Whether it must not stand in a plan.</param>
internal sealed class PathUse(string template, string start, bool hasSecret)
{
    public string Template => template;

    public string Fixed => start;

    public bool HasSecret => hasSecret;

    /// <summary>How often.</summary>
    public long Count { get; set; }

    /// <summary>A few of the paths from the first id on.</summary>
    public List<string> Examples { get; } = [];
}
