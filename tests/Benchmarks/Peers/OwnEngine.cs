using System.Text.Json;
using PerfFunctions.Benchmarks.Engine;

namespace PerfFunctions.Benchmarks.Peers;

/// <summary>Our engine, in a process of its own as the others are.</summary>
internal sealed class OwnEngine() : Peer(OwnName)
{
    /// <summary>Its name in the table.</summary>
    public const string OwnName = "ours";

    /// <inheritdoc />
    public override Task<string?> MissingAsync(IProgress<string> progress, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(null);

    /// <inheritdoc />
    public override bool Speaks(Wire wire) => true;

    /// <inheritdoc />
    public override Launch Start(LoadOrder order) => Self.Launch(
    [
        GenerateCommand.Name, order.Address.AbsoluteUri, $"{order.Users}", $"{order.Seconds}", "--wire", Wires.NameOf(order.Wire),
        .. order.Authority is { } file ? new[] { "--authority", file } : [],
    ]);

    /// <inheritdoc />
    public override PeerCount Read(string output)
    {
        GenerateReport report = ReadReport(output);
        return new(report.Requests, report.Failed);
    }

    /// <summary>All that it told.</summary>
    /// <exception cref="FormatException">The output is not its line of JSON.</exception>
    public static GenerateReport ReadReport(string output)
    {
        try
        {
            return JsonSerializer.Deserialize<GenerateReport>(output)
                ?? throw new FormatException("Our engine's process told nothing.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"Our engine's process did not tell its figures: {e.Message}", e);
        }
    }
}
