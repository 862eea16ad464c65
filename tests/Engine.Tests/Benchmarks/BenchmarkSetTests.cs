using System.Text;
using PerfFunctions.Engine.Benchmarks;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Benchmarks;

/// <summary>Names by which budgets find benchmarks.</summary>
public class BenchmarkSetTests
{
    [Fact]
    public void A_benchmark_has_the_shortest_name_that_means_only_it()
    {
        BenchmarkSet set = Set(new BenchmarkJson().With("Sorting.QuickSort(N: 10)", [1]).With("Sorting.QuickSort(N: 1000)", [2]));
        Assert.Equal(["Sorting.QuickSort(N: 10)", "Sorting.QuickSort(N: 1000)"], set.Names);
        Assert.Equal(2, Assert.Single(set.Find("Shop.Sorting.QuickSort(N:1000)")).Times["mean"]);
        Assert.Empty(set.Find("Sorting.QuickSort"));
    }

    [Fact]
    public void The_same_benchmark_in_two_jobs_is_named_with_the_job()
    {
        BenchmarkSet set = Set(new BenchmarkJson().With("Sorting.QuickSort", [1], job: ".NET 9.0").With("Sorting.QuickSort", [2], job: ".NET 10.0"));
        Assert.Equal(["Sorting.QuickSort[.NET 9.0]", "Sorting.QuickSort[.NET 10.0]"], set.Names);
        Assert.Equal(2, set.Find("Sorting.QuickSort").Count);
    }

    [Fact]
    public void The_same_benchmark_twice_is_refused_with_the_files()
    {
        string message = Assert.Throws<BenchmarkFormatException>(
            () => Set(new BenchmarkJson().With("Sorting.QuickSort", [1]), new BenchmarkJson().With("Sorting.QuickSort", [2]))).Message;
        Assert.StartsWith("Shop.Sorting.QuickSort is measured 2 times: in 0.json, 1.json", message, StringComparison.Ordinal);
    }

    private static BenchmarkSet Set(params BenchmarkJson[] files) =>
        new([.. files.SelectMany((file, i) => BenchmarkFile.Read($"{i}.json", Encoding.UTF8.GetBytes(file.ToString())))]);
}
