using System.Text;
using PerfFunctions.Engine.Benchmarks;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Benchmarks;

/// <summary>Files of BenchmarkDotNet, right and wrong ones.</summary>
public class BenchmarkFileTests
{
    private const string Head = """{ "HostEnvironmentInfo": {}, "Benchmarks": [ { "FullName": "A.B", "Statistics": { """;

    [Fact]
    public void A_full_report_has_times_iterations_and_memory()
    {
        MeasuredBenchmark benchmark = Assert.Single(Read(new BenchmarkJson().With("Sorting.QuickSort(N: 1000)", [100, 110, 120], 24).ToString()));
        Assert.Equal(("Shop.Sorting.QuickSort(N: 1000)", "Sorting.QuickSort(N: 1000)", "DefaultJob"),
            (benchmark.FullName, benchmark.ShortName, benchmark.Job));
        Assert.Equal(new BenchmarkHost("AMD EPYC 7763", "4", "X64", ".NET 10.0.0 (10.0.0, 10.0.25.52411)"), benchmark.Host);
        Assert.Equal([100.0, 110, 120], benchmark.Iterations);
        Assert.Equal((110.0, 120.0, 24.0, 0.5), (benchmark.Times["mean"], benchmark.Times["max"], benchmark.Memory["allocated"], benchmark.Memory["gen0"]));
    }

    [Fact]
    public void What_version_0_15_8_wrote_is_read()
    {
        IReadOnlyList<MeasuredBenchmark> full = ReadResult("Sorting-report-full-compressed.json");
        Assert.Equal(["Sorting.QuickSort(N: 10)", "Sorting.QuickSort(N: 1000)"], full.Select(b => b.ShortName));
        Assert.Equal((64.0, 11), (full[0].Memory["allocated"], full[0].Iterations.Count));
        Assert.Equal(full[0].Times["mean"], full[0].Iterations.Average(), 1e-6);
        IReadOnlyList<MeasuredBenchmark> brief = ReadResult("Lists-report-brief.json");
        Assert.Equal(["Lists<Int32>.Add(Text: \"<x. (y\")", "Lists<Int32>.Add(Text: \"a b\")"], brief.Select(b => b.ShortName));
        Assert.All(brief, b => Assert.Equal((11, "Job-EVVJLG", 0), (b.Iterations.Count, b.Job, b.Memory.Count)));
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 0)]
    public void A_brief_report_has_iterations_as_far_as_its_statistics_hold_them(bool has, int count)
    {
        string file = new BenchmarkJson { IsFull = false, HasOriginalValues = has }.With("Sorting.QuickSort", [100, 110, 120]).ToString();
        Assert.Equal(count, Assert.Single(Read(file)).Iterations.Count);
    }

    [Fact]
    public void A_benchmark_without_statistics_failed() =>
        Assert.True(Assert.Single(Read(new BenchmarkJson().With("Sorting.Bubble", []).ToString())).Failed);

    [Fact]
    public void Of_very_many_iterations_as_many_are_taken_as_a_test_can_compare()
    {
        MeasuredBenchmark benchmark = Assert.Single(Read(new BenchmarkJson().With("Sorting.QuickSort", [.. Enumerable.Range(1, 5000).Select(i => (double)i)]).ToString()));
        Assert.Equal(2000, benchmark.Iterations.Count);
        Assert.InRange(benchmark.Iterations.Average(), 2490, 2510);
    }

    [Theory]
    [InlineData("", "line 1: this is not valid JSON")]
    [InlineData("{\n\"Benchmarks\": [\n{ \"FullName\": ", "line 3: this is not valid JSON")]
    [InlineData("[]", "no list 'Benchmarks'")]
    [InlineData("{ \"Benchmarks\": {} }", "no list 'Benchmarks'")]
    [InlineData("{ \"Benchmarks\": [] }", "0 benchmarks; allowed: 1 to 10000")]
    [InlineData("{ \"Benchmarks\": [ 7 ] }", "Benchmarks[0] has no 'FullName'")]
    [InlineData("{ \"Benchmarks\": [ { \"FullName\": 7.5 , \"Statistics\": { \"Mean\": NaN } } ] }", "not valid JSON")]
    [InlineData("{ \"Benchmarks\": [ { \"FullName\": \"A.B\\u001b[2J\" } ] }", "control characters")]
    [InlineData(Head + "\"Mean\": -1 } } ] }", "Benchmarks[0].Statistics.Mean is -1; allowed: a number, 0 or more.")]
    [InlineData(Head + "\"Mean\": 1e999 } } ] }", "Statistics.Mean is 1e999")]
    [InlineData(Head + "\"Mean\": \"fast\" } } ] }", "Statistics.Mean is \"fast\"")]
    [InlineData(Head + "\"OriginalValues\": [ 1, null ] } } ] }", "Statistics.OriginalValues is null; allowed: numbers, 0 or more.")]
    [InlineData(
        Head + "} , \"Measurements\": [ { \"IterationMode\": \"Workload\", \"IterationStage\": \"Result\", \"Operations\": 0, \"Nanoseconds\": 5 } ] } ] }",
        "Benchmarks[0].Measurements[0] has no 'Nanoseconds', or no 'Operations' of 1 or more.")]
    public void What_is_not_a_result_is_refused_with_its_place(string text, string message) =>
        Assert.Contains(message, Assert.Throws<BenchmarkFormatException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void All_mistakes_are_reported_at_once_up_to_twenty()
    {
        string entries = string.Join(',', Enumerable.Range(0, 30).Select(_ => "{}"));
        string[] lines = Assert.Throws<BenchmarkFormatException>(() => Read($"{{ \"Benchmarks\": [ {entries} ] }}")).Message.Split('\n');
        Assert.Equal((21, "r.json: and 10 more."), (lines.Length, lines[^1]));
    }

    [Fact]
    public void Depth_and_size_are_bounded()
    {
        string deep = string.Concat(Enumerable.Repeat("{\"a\":", 100)) + "1" + new string('}', 100);
        Assert.Contains("depth", Assert.Throws<BenchmarkFormatException>(() => Read(deep)).Message, StringComparison.Ordinal);
        byte[] large = new byte[BenchmarkFile.MaxBytes + 1];
        Assert.Contains("at most 64MB", Assert.Throws<BenchmarkFormatException>(() => BenchmarkFile.Read("r.json", large)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_is_not_a_mistake()
    {
        byte[] file = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(new BenchmarkJson().With("Sorting.QuickSort", [1]).ToString())];
        Assert.Single(BenchmarkFile.Read("r.json", file));
    }

    private static IReadOnlyList<MeasuredBenchmark> ReadResult(string name) =>
        BenchmarkFile.Read(name, File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Benchmarks", "Results", name)));

    private static IReadOnlyList<MeasuredBenchmark> Read(string text) => BenchmarkFile.Read("r.json", Encoding.UTF8.GetBytes(text));
}
