using PerfFunctions.Benchmarks.Measure;
using PerfFunctions.Benchmarks.Peers;

namespace PerfFunctions.Benchmarks.Tests.Measure;

public class ChildRunTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task CPU_time_holds_that_of_children_too()
    {
        ChildResult idle = await Shell("sleep 0.2");
        ChildResult busy = await Shell("sh -c 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done'; echo done");

        Assert.Equal("done\n", busy.Output);
        Assert.True(busy.Cpu > 5 * idle.Cpu, $"{busy.Cpu} of a busy child, {idle.Cpu} of an idle one");
    }

    [Fact]
    public async Task A_process_that_fails_is_reported_with_its_last_line()
    {
        ChildResult result = await Shell("echo first >&2; echo 'no such host' >&2; exit 3");

        Assert.Equal("ended with 3: no such host", result.Problem);
    }

    [Fact]
    public async Task A_process_that_does_not_end_is_ended()
    {
        ChildResult result = await ChildRun.RunAsync(
            new("sleep", ["600"]), TimeSpan.FromSeconds(0.2), null, TestContext.Current.CancellationToken);

        Assert.Equal("did not end within 0 s", result.Problem);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_reported_by_name()
    {
        BenchmarkException told = await Assert.ThrowsAsync<BenchmarkException>(
            () => ChildRun.RunAsync(new("no-such-program", []), Longest, null, TestContext.Current.CancellationToken));

        Assert.Contains("no-such-program", told.Message);
    }

    [Theory]
    [InlineData("0-3,8", new[] { 0, 1, 2, 3, 8 })]
    [InlineData("5", new[] { 5 })]
    public void A_list_of_cores_is_read(string list, int[] cores) => Assert.Equal(cores, Cores.Parse(list));

    private static Task<ChildResult> Shell(string script) =>
        ChildRun.RunAsync(new Launch("sh", ["-c", script]), Longest, null, TestContext.Current.CancellationToken);
}
