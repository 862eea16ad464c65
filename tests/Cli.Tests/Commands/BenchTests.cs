using System.Text.Json.Nodes;
using PerfFunctions.Cli.Commands;
using PerfFunctions.Cli.Tests.Parts;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.TestKit.Builders;
using static PerfFunctions.TestKit.Builders.BenchmarkJson;

namespace PerfFunctions.Cli.Tests.Commands;

/// <summary><c>perf bench</c> on files in a folder of its own.</summary>
public sealed class BenchTests : IDisposable
{
    private const string Rule = "bench.Sorting.QuickSort.mean < 2us";

    private readonly string _folder = Directory.CreateTempSubdirectory("perf-bench-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_budget_that_holds_ends_with_0_and_one_that_does_not_with_1()
    {
        string results = Write("r.json", new BenchmarkJson().With("Sorting.QuickSort", Around(1000)));
        PerfEnd passed = await Perf.RunAsync(["bench", results, "--budget", Rule]);
        Assert.Equal((0, ""), (passed.Code, passed.Errors));
        Assert.Contains("PASSED", passed.Output, StringComparison.Ordinal);
        PerfEnd failed = await Perf.RunAsync(["bench", results, "--budget", "bench.Sorting.QuickSort.mean < 500ns", "--budget", Rule]);
        Assert.Equal(1, failed.Code);
        Assert.Contains("1 of 2 budgets failed: bench.Sorting.QuickSort.mean 1", failed.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_benchmark_that_is_not_there_ends_with_3_in_every_report()
    {
        string results = Write("r.json", new BenchmarkJson().With("Sorting.QuickSort", Around(1000)));
        string[] files = [.. new[] { "r.md", "r.xml", "out.json" }.Select(name => Path.Combine(_folder, name))];
        PerfEnd end = await Perf.RunAsync(
            ["bench", results, "--budget", "bench.Sorting.MergeSort.mean < 2us", "--json", .. files.SelectMany(f => new[] { "--out", f })]);
        Assert.Equal(3, end.Code);
        Assert.Equal("noData", (string?)JsonNode.Parse(end.Output)!["outcome"]);
        Assert.Contains("there is no benchmark", await File.ReadAllTextAsync(files[0]), StringComparison.Ordinal);
        Assert.Contains("errors=\"1\"", await File.ReadAllTextAsync(files[1]), StringComparison.Ordinal);
        Assert.Equal("noData", (string?)JsonNode.Parse(await File.ReadAllTextAsync(files[2]))!["outcome"]);
    }

    [Fact]
    public async Task Of_a_folder_the_full_reports_are_read_and_compared_with_a_baseline()
    {
        Write("now/Shop.Sorting-report-full.json", new BenchmarkJson().With("Sorting.QuickSort", Around(1500)));
        BenchmarkJson brief = new() { IsFull = false, HasOriginalValues = false };
        Write("now/Shop.Sorting-report-brief.json", brief.With("Sorting.QuickSort", Around(1500)));
        Write("now/Shop.Hashing-report-full-compressed.json", new BenchmarkJson().With("Hashing.Sha256", Around(50)));
        Write("before/Shop-report-full.json", new BenchmarkJson().With("Sorting.QuickSort", Around(1000)).With("Hashing.Sha256", Around(50)));
        PerfEnd end = await Perf.RunAsync(["bench", Path.Combine(_folder, "now"), "--baseline", Path.Combine(_folder, "before"), "--json"]);
        Assert.Equal(1, end.Code);
        Assert.Equal(
            [("bench.Hashing.Sha256.time regression < 5%", "pass"), ("bench.Sorting.QuickSort.time regression < 5%", "fail")],
            JsonNode.Parse(end.Output)!["rules"]!.AsArray().Select(r => ((string)r!["rule"]!, (string)r["status"]!)));
    }

    [Fact]
    public async Task Budgets_stand_in_a_file_as_well()
    {
        string results = Write("r.json", new BenchmarkJson().With("Sorting.QuickSort", Around(1000)));
        string plan = Path.Combine(_folder, "perf.yml");
        await File.WriteAllTextAsync(plan, $"benchmarks: [ {Rule} ]");
        Assert.Equal(0, (await Perf.RunAsync(["bench", results, "--plan", plan])).Code);
    }

    [Fact]
    public async Task What_is_wrong_ends_with_2_and_all_of_it_is_said()
    {
        string results = Write("r.json", new BenchmarkJson().With("Sorting.QuickSort", Around(1000)));
        (await Perf.RunAsync(["bench", results])).IsToldAs("nothing to evaluate by", "--baseline");
        (await Perf.RunAsync(["bench", results, "--budget", "bench.A.B.meen < 1ms", "--budget", "bench.C < 1ms"])).IsToldAs(
            "--budget 'bench.A.B.meen < 1ms', column 11", "--budget 'bench.C < 1ms', column 7");
        (await Perf.RunAsync(["bench", results, "--budget", Rule, "--out", "r.pdf"])).IsToldAs("--out is 'r.pdf'", ".xml (JUnit)");
        (await Perf.RunAsync(["bench", results, "--baseline", results, "--margin", "5"])).IsToldAs("--margin is '5'", "such as 5%");
        (await Perf.RunAsync(["bench", Path.Combine(_folder, "none"), "--budget", Rule])).IsToldAs("There is no file or folder");
        (await Perf.RunAsync(["bench", _folder, "--budget", Rule])).IsToldAs("has no results of BenchmarkDotNet");
        await File.WriteAllTextAsync(results, "{\n\"Benchmarks\": [");
        (await Perf.RunAsync(["bench", results, "--budget", Rule])).IsToldAs("r.json, line 2: this is not valid JSON");
    }

    [Theory]
    [InlineData(RunOutcome.Warned, "failed", 0)]
    [InlineData(RunOutcome.Warned, "warned", 1)]
    [InlineData(RunOutcome.Passed, "warned", 0)]
    [InlineData(RunOutcome.Degraded, "failed", 3)]
    [InlineData(RunOutcome.NoData, "warned", 3)]
    public void The_exit_code_is_that_of_a_run_unless_warnings_fail(RunOutcome outcome, string failOn, int code) =>
        Assert.Equal(code, BenchCommand.CodeOf(outcome, failOn));

    private string Write(string name, BenchmarkJson file)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, file.ToString());
        return path;
    }
}
