namespace PerfFunctions.Cli.Init;

/// <summary>What a source says of a system, to make a first plan of.</summary>
/// <param name="Target">Base address of the system.</param>
/// <param name="Scenario">Name of the scenario that its requests make.</param>
/// <param name="Origin">Where it comes from, in a sentence without its full stop.</param>
internal sealed record PlanDraft(Uri Target, string Scenario, string Origin)
{
    /// <summary>The requests; at least one.</summary>
    public required IReadOnlyList<DraftRequest> Requests { get; init; }

    /// <summary>Whether each iteration sends one request, chosen by weight; else it sends all of them in turn.</summary>
    public bool IsMix { get; init; }

    /// <summary>Path of a page to audit; null for none.</summary>
    public string? Page { get; init; }

    /// <summary>Values of variables that requests use, by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Variables { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>What was found and is not requested, each with its reason; those beyond a limit are counted only.</summary>
    public IReadOnlyList<string> Omitted { get; init; } = [];

    /// <summary>Requests per second that were measured at the busiest time; null when nothing was measured.</summary>
    public double? Rate { get; init; }

    /// <summary>Busiest minute relative to the mean hour, as measured, at least 1; null when nothing was measured.</summary>
    public double? Peak { get; init; }

    /// <summary>What the author should know, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>A GET request of a draft.</summary>
/// <param name="Name">Its name for people.</param>
/// <param name="Path">Path and query, encoded; may hold <c>${…}</c> of the draft's variables.</param>
/// <param name="Weight">Its share of the mix, 1 to 1000.</param>
internal sealed record DraftRequest(string Name, string Path, int Weight = 1)
{
    /// <summary>Headers to send.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
