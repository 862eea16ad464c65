using Microsoft.Extensions.Configuration;

namespace PerfFunctions.Host.TestApp;

/// <summary>What functions did, as files in the folder <c>TestApp:Folder</c>: it outlives the process, and several share it.</summary>
public sealed class Journal(IConfiguration configuration)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private string Folder => configuration["TestApp:Folder"]!;

    /// <summary>Leaves a line, with the name of the host that ran the function.</summary>
    public void Write(string line) =>
        File.WriteAllText(Path.Combine(Folder, $"{line}~{Guid.NewGuid():N}"), configuration["Host:Instance"]);

    /// <summary>How often a line was left.</summary>
    public int Count(string line) => Directory.EnumerateFiles(Folder, $"{line}~*").Count();

    /// <summary>Waits until the test has opened a gate.</summary>
    public async Task PassAsync(string gate, CancellationToken cancellationToken)
    {
        while (!File.Exists(Path.Combine(Folder, $"gate-{gate}")))
        {
            await Task.Delay(Poll, cancellationToken);
        }
    }
}
