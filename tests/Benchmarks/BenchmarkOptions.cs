using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using PerfFunctions.Benchmarks.Peers;

namespace PerfFunctions.Benchmarks;

/// <summary>What is measured.</summary>
/// <param name="Rounds">How often each load generator has its turn.</param>
/// <param name="Seconds">Length of a run; a run of <see cref="ShortSeconds"/> is taken off it.</param>
/// <param name="Users">Numbers of users at which memory is measured.</param>
/// <param name="Peers">Which peers run beside ours.</param>
/// <param name="Json">File for the result; null for none.</param>
/// <param name="Wire">How requests travel.</param>
internal sealed record BenchmarkOptions(
    int Rounds, int Seconds, IReadOnlyList<int> Users, IReadOnlyList<string> Peers, FileInfo? Json, Wire Wire)
{
    /// <summary>Length of the run that holds the start-up.</summary>
    public const int ShortSeconds = 1;

    /// <summary>Users while speed is measured.</summary>
    public const int SpeedUsers = 32;

    // More than this from one address to one port run into the end of the local ports.
    private const int MaxUsers = 25_000;

    /// <summary>The root command with its options.</summary>
    public static RootCommand Command(Func<BenchmarkOptions, CancellationToken, Task<int>> run)
    {
        var rounds = new Option<int>("--rounds") { Description = "How often each tool has its turn.", DefaultValueFactory = _ => 3 };
        rounds.Validators.Add(result => Within(result, 1, 100));
        var seconds = new Option<int>("--seconds") { Description = "Length of a run.", DefaultValueFactory = _ => 4 };
        seconds.Validators.Add(result => Within(result, 3, 600));
        var users = new Option<int[]>("--users")
        {
            Description = "Numbers of users at which memory is measured.",
            CustomParser = ParseUsers,
            DefaultValueFactory = _ => [32, 1000, 10_000],
        };
        var peers = new Option<string[]>("--peers")
        {
            Description = $"Which to run beside ours: {string.Join(',', PeerList.Names)}.",
            CustomParser = ParsePeers,
            DefaultValueFactory = _ => [.. PeerList.Names],
        };
        var json = new Option<FileInfo?>("--json") { Description = "Also writes the result to this file." };
        var wire = new Option<Wire>("--wire")
        {
            Description = $"How requests travel: {string.Join(',', Wires.Names)}.",
            CustomParser = ParseWire,
            DefaultValueFactory = _ => Wire.Clear,
        };
        var command = new RootCommand("Our load engine beside its peers: CPU per request, peak rate from one core, memory.")
        {
            rounds, seconds, users, peers, json, wire,
        };
        command.SetAction((parsed, cancellationToken) => run(
            new(
                parsed.GetValue(rounds),
                parsed.GetValue(seconds),
                parsed.GetRequiredValue(users),
                parsed.GetRequiredValue(peers),
                parsed.GetValue(json),
                parsed.GetValue(wire)),
            cancellationToken));
        return command;
    }

    internal static void Within(OptionResult result, int least, int most)
    {
        int value = result.GetValueOrDefault<int>();
        if (value < least || value > most)
        {
            result.AddError($"{result.Option.Name} is {value}; it takes {least} to {most}.");
        }
    }

    internal static Wire ParseWire(ArgumentResult result)
    {
        string name = result.Tokens[0].Value;
        if (Wires.Find(name) is not { } wire)
        {
            result.AddError($"--wire is '{name}'; it takes {string.Join(", ", Wires.Names)}.");
            return default;
        }

        return wire;
    }

    private static int[] ParseUsers(ArgumentResult result)
    {
        string[] parts = Split(result);
        int[] users = [.. parts.Select(part => int.TryParse(part, CultureInfo.InvariantCulture, out int count) ? count : 0)];
        if (users.Any(count => count is < 1 or > MaxUsers))
        {
            result.AddError($"--users is '{string.Join(',', parts)}'; it takes numbers from 1 to {MaxUsers}, as in 32,1000.");
        }

        return users;
    }

    private static string[] ParsePeers(ArgumentResult result)
    {
        string[] names = Split(result);
        string[] unknown = [.. names.Except(PeerList.Names)];
        if (unknown.Length > 0)
        {
            result.AddError($"--peers has '{string.Join(',', unknown)}'; it takes {string.Join(',', PeerList.Names)}.");
        }

        return names;
    }

    // An option that is given twice adds to what it has.
    private static string[] Split(ArgumentResult result) =>
        [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct()];
}
