namespace PerfFunctions.Benchmarks.Peers;

/// <summary>A load generator that is one program on the PATH.</summary>
/// <param name="name">The program.</param>
/// <param name="howToGet">How to get it.</param>
internal abstract class PathPeer(string name, string howToGet) : Peer(name)
{
    /// <inheritdoc />
    public override Task<string?> MissingAsync(IProgress<string> progress, CancellationToken cancellationToken) =>
        Task.FromResult(ProgramPath.Find(Name) is null ? $"not installed: {howToGet}" : null);
}
