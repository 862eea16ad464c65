using PerfFunctions.TestKit;

namespace PerfFunctions.Host.Tests;

/// <summary>How a host is started.</summary>
/// <param name="Storage">The storage that keeps its hub.</param>
/// <param name="Folder">Where the app leaves its lines.</param>
internal sealed record AppStart(string Storage, string Folder)
{
    public string Hub { get; init; } = AppHost.NewHub();

    public string Instance { get; init; } = "one";

    public string Url { get; init; } = "http://127.0.0.1:0";

    public string App { get; init; } = Path.Combine(AppContext.BaseDirectory, "Host.TestApp.dll");

    public string[] Arguments { get; init; } = [];

    public bool EverySecond { get; init; }
}

/// <summary>One host for the tests of a class, with a folder of its own.</summary>
public sealed class AppFixture(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("functions-host-");

    internal AppHost Host { get; private set; } = null!;

    internal AppJournal Journal => new(_folder);

    public async ValueTask InitializeAsync() => Host = await AppHost.StartReadyAsync(new(azurite.ConnectionString, _folder.FullName));

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}

/// <summary>What the functions of an app did, and the gates that they wait at.</summary>
internal sealed record AppJournal(DirectoryInfo Folder)
{
    public static AppJournal Create() => new(Directory.CreateTempSubdirectory("functions-host-"));

    public int Count(string line) => Folder.EnumerateFiles($"{line}~*").Count();

    public void Open(string gate) => File.WriteAllText(Path.Combine(Folder.FullName, $"gate-{gate}"), string.Empty);

    /// <summary>The lines that begin so, without what makes each a file of its own, in order.</summary>
    public string[] Lines(string beginning) => [.. Folder.EnumerateFiles($"{beginning}*~*").Select(file => file.Name.Split('~')[0]).Order()];

    /// <summary>How many lines that begin so each host has left.</summary>
    public Dictionary<string, int> Hosts(string beginning) =>
        Folder.EnumerateFiles($"{beginning}*~*").GroupBy(file => File.ReadAllText(file.FullName)).ToDictionary(host => host.Key, host => host.Count());
}
