namespace PerfFunctions.Benchmarks.Peers;

/// <summary>A load generator that is measured: how it is started, and what its output says.</summary>
/// <param name="name">Its name on the command line and in the table.</param>
internal abstract class Peer(string name)
{
    /// <summary>Its name on the command line and in the table.</summary>
    public string Name => name;

    /// <summary>Why it cannot be run here and how to get it, in one sentence; null if it can.</summary>
    public abstract Task<string?> MissingAsync(IProgress<string> progress, CancellationToken cancellationToken);

    /// <summary>Whether it can send in a way.</summary>
    public virtual bool Speaks(Wire wire) => wire == Wire.Clear;

    /// <summary>How it is started.</summary>
    public abstract Launch Start(LoadOrder order);

    /// <summary>Reads what it counted from what it wrote to standard output.</summary>
    /// <exception cref="FormatException">The output is not what this tool writes.</exception>
    public abstract PeerCount Read(string output);
}

/// <summary>What a load generator is to do: a closed loop of GET requests.</summary>
/// <param name="Address">Where to.</param>
/// <param name="Users">Users, each with one connection and one request at a time.</param>
/// <param name="Seconds">How long.</param>
/// <param name="Wire">How they travel.</param>
/// <param name="Authority">File with the certificate to trust, in PEM; null for clear text.</param>
internal sealed record LoadOrder(Uri Address, int Users, int Seconds, Wire Wire = Wire.Clear, string? Authority = null);

/// <summary>What a load generator counted.</summary>
/// <param name="Requests">Requests that ended, well or not.</param>
/// <param name="Failed">Requests that ended without the answer, by its own count.</param>
internal readonly record struct PeerCount(long Requests, long Failed);

/// <summary>A process to start.</summary>
/// <param name="Program">Name on the PATH, or path.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record Launch(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Added to the environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
