using System.Text.Json;
using PerfFunctions.Engine.Units;

namespace PerfFunctions.Engine.Benchmarks;

/// <summary>
/// Reads what BenchmarkDotNet's JSON exporters write, full or brief. The file is as hostile as any: its size, depth and
/// numbers are bounded.
/// </summary>
public static class BenchmarkFile
{
    /// <summary>The largest file, in bytes.</summary>
    public const int MaxBytes = 64_000_000;

    /// <summary>The most benchmarks of a file.</summary>
    public const int MaxBenchmarks = 10_000;

    // The exporters need seven.
    private const int MaxDepth = 16;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The benchmarks of a file, in its order.</summary>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="utf8">Its content.</param>
    /// <exception cref="BenchmarkFormatException">It is not a result of BenchmarkDotNet.</exception>
    public static IReadOnlyList<MeasuredBenchmark> Read(string file, ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > MaxBytes)
        {
            throw new BenchmarkFormatException($"{file} has {Sizes.Format(utf8.Length)}; allowed: at most {Sizes.Format(MaxBytes)}.");
        }

        using JsonDocument document = Parse(file, utf8.Span.StartsWith(ByteOrderMark) ? utf8[ByteOrderMark.Length..] : utf8);
        JsonFields root = new(document.RootElement, "", new JsonProblems(file));
        if (root.Items("Benchmarks") is not { } items)
        {
            throw new BenchmarkFormatException($"{file} has no list 'Benchmarks'; allowed: a file of BenchmarkDotNet's JSON exporter.");
        }

        if (items.Count is 0 or > MaxBenchmarks)
        {
            throw new BenchmarkFormatException($"{file} has {items.Count} benchmarks; allowed: 1 to {MaxBenchmarks}.");
        }

        BenchmarkHost host = BenchmarkEntry.ReadHost(root.Map("HostEnvironmentInfo"));
        IReadOnlyList<MeasuredBenchmark> benchmarks = [.. items.Select(item => BenchmarkEntry.Read(item, file, host))];
        root.Problems.ThrowIfAny();
        return benchmarks;
    }

    private static JsonDocument Parse(string file, ReadOnlyMemory<byte> utf8)
    {
        try
        {
            return JsonDocument.Parse(utf8, Options);
        }
        catch (JsonException e)
        {
            string reason = e.Message.Split(" LineNumber:")[0].TrimEnd('.');
            throw new BenchmarkFormatException($"{file}, line {e.LineNumber.GetValueOrDefault() + 1}: this is not valid JSON: {reason}.");
        }
    }
}
