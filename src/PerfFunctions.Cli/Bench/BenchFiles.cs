using PerfFunctions.Cli.Output;
using PerfFunctions.Engine.Benchmarks;
using PerfFunctions.Engine.Units;

namespace PerfFunctions.Cli.Bench;

/// <summary>Reads results of BenchmarkDotNet: a file, or those of a folder.</summary>
internal static class BenchFiles
{
    private const string Mark = "-report";
    private const int MaxFiles = 1000;
    private const long MaxBytes = 512_000_000;

    // The fuller of two files of the same benchmarks comes first.
    private static readonly string[] Fullest = ["-full", "-full-compressed", "", "-brief", "-brief-compressed"];

    /// <summary>The benchmarks of a file, or of all files of a folder.</summary>
    /// <exception cref="CliException">A file cannot be read, or is not a result.</exception>
    public static async Task<BenchmarkSet> ReadAsync(string path, CancellationToken cancellationToken)
    {
        FileInfo[] files = FilesOf(path);
        if (files.Sum(f => f.Length) > MaxBytes)
        {
            throw new CliException($"{path} has {Sizes.Format(files.Sum(f => f.Length))} of results; allowed: at most {Sizes.Format(MaxBytes)}.");
        }

        List<MeasuredBenchmark> benchmarks = [];
        List<string> problems = [];
        foreach (FileInfo file in files)
        {
            try
            {
                benchmarks.AddRange(BenchmarkFile.Read(file.Name, await ContentAsync(file, cancellationToken)));
            }
            catch (BenchmarkFormatException e)
            {
                problems.Add(e.Message);
            }
        }

        return problems.Count > 0 ? throw new CliException(string.Join('\n', problems)) : SetOf(benchmarks);
    }

    private static BenchmarkSet SetOf(IReadOnlyList<MeasuredBenchmark> benchmarks)
    {
        try
        {
            return new BenchmarkSet(benchmarks);
        }
        catch (BenchmarkFormatException e)
        {
            throw new CliException(e.Message);
        }
    }

    private static FileInfo[] FilesOf(string path)
    {
        if (File.Exists(path))
        {
            return [new FileInfo(path)];
        }

        if (!Directory.Exists(path))
        {
            throw new CliException($"There is no file or folder '{path}'.");
        }

        // Several exporters write the same benchmarks, each into a file of its own.
        FileInfo[] files =
        [
            .. new DirectoryInfo(path).EnumerateFiles($"*{Mark}*.json").Take(MaxFiles + 1)
                .GroupBy(f => f.Name[..f.Name.LastIndexOf(Mark, StringComparison.Ordinal)])
                .Select(same => same.OrderBy(Rank).ThenBy(f => f.Name, StringComparer.Ordinal).First())
                .OrderBy(f => f.Name, StringComparer.Ordinal),
        ];
        return files.Length switch
        {
            0 => throw new CliException(
                $"The folder '{path}' has no results of BenchmarkDotNet; allowed: files NAME{Mark}-full.json, " +
                "as [JsonExporterAttribute.Full] writes them."),
            > MaxFiles => throw new CliException($"The folder '{path}' has too many results; allowed: at most {MaxFiles} files."),
            _ => files,
        };
    }

    private static int Rank(FileInfo file)
    {
        string name = Path.GetFileNameWithoutExtension(file.Name);
        int rank = Array.IndexOf(Fullest, name[(name.LastIndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..]);
        return rank < 0 ? Array.IndexOf(Fullest, "") : rank;
    }

    private static async Task<byte[]> ContentAsync(FileInfo file, CancellationToken cancellationToken)
    {
        if (file.Length > BenchmarkFile.MaxBytes)
        {
            throw new BenchmarkFormatException(
                $"{file.Name} has {Sizes.Format(file.Length)}; allowed: at most {Sizes.Format(BenchmarkFile.MaxBytes)}.");
        }

        return await File.ReadAllBytesAsync(file.FullName, cancellationToken);
    }
}
