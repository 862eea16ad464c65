using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Benchmarks;

/// <summary>The benchmarks of all files of one result, each with the shortest name that means only it.</summary>
public sealed class BenchmarkSet
{
    private readonly Dictionary<string, List<MeasuredBenchmark>> _byName = [];
    private readonly Dictionary<MeasuredBenchmark, string> _names;

    /// <summary>Puts benchmarks together.</summary>
    /// <exception cref="BenchmarkFormatException">A benchmark is there twice.</exception>
    public BenchmarkSet(IReadOnlyList<MeasuredBenchmark> benchmarks)
    {
        All = benchmarks;
        foreach (MeasuredBenchmark benchmark in benchmarks)
        {
            foreach (string name in NamesOf(benchmark).Select(BenchmarkNames.Canonical).Distinct())
            {
                if (!_byName.TryGetValue(name, out List<MeasuredBenchmark>? named))
                {
                    _byName.Add(name, named = []);
                }

                named.Add(benchmark);
            }
        }

        RefuseTwice();
        _names = new Dictionary<MeasuredBenchmark, string>(ReferenceEqualityComparer.Instance);
        foreach (MeasuredBenchmark benchmark in benchmarks)
        {
            string[] names = NamesOf(benchmark);
            _names.Add(benchmark, Array.Find(names, name => Find(name).Count == 1) ?? names[^1]);
        }
    }

    /// <summary>All of them, in the order of the files.</summary>
    public IReadOnlyList<MeasuredBenchmark> All { get; }

    /// <summary>The names of all of them, each as a budget writes it after <c>bench.</c></summary>
    public IReadOnlyCollection<string> Names => _names.Values;

    /// <summary>The shortest name that means only this benchmark of the set.</summary>
    public string NameOf(MeasuredBenchmark benchmark) => _names[benchmark];

    /// <summary>
    /// The benchmarks of a name: with or without namespace, and with or without the job in brackets; several where the name does
    /// not say which.
    /// </summary>
    public IReadOnlyList<MeasuredBenchmark> Find(string name) => _byName.GetValueOrDefault(BenchmarkNames.Canonical(name)) ?? [];

    private static string[] NamesOf(MeasuredBenchmark benchmark) =>
    [
        benchmark.ShortName, benchmark.FullName, .. benchmark.Job.Length == 0 ? Array.Empty<string>()
            : [$"{benchmark.ShortName}[{benchmark.Job}]", $"{benchmark.FullName}[{benchmark.Job}]"],
    ];

    private void RefuseTwice()
    {
        string[] twice =
        [
            .. from benchmark in All
               group benchmark by BenchmarkNames.Canonical(NamesOf(benchmark)[^1]) into same
               where same.Count() > 1
               select $"{same.First().FullName} is measured {same.Count()} times: in {Spelling.List([.. same.Select(b => b.File).Distinct()])}",
        ];
        if (twice.Length > 0)
        {
            throw new BenchmarkFormatException($"{string.Join('\n', twice.Take(20))}\nDelete old results, or name one file.");
        }
    }
}
