using PerfFunctions.Browser.Steadiness;

namespace PerfFunctions.Browser.Tests.Steadiness;

public sealed class ProcessorTimesTests
{
    [Fact]
    public void What_is_neither_idle_nor_stolen_nor_ours_is_of_others()
    {
        ProcessorTimes earlier = new(4, 1000, 500, 10, 100);
        ProcessorTimes later = new(4, 1400, 600, 50, 260);

        Assert.Equal(new ProcessorUse(Stolen: 0.1, Others: 0.25, IdleProcessors: 1), later.Since(earlier));
        Assert.Null(later.Since(later));
    }

    [Fact]
    public void Our_own_work_and_that_of_our_children_is_ours()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        ProcessorTimes before = ProcessorTimes.Read()!;

        using (var child = System.Diagnostics.Process.Start("/bin/sh", ["-c", "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done"]))
        {
            child.WaitForExit();
        }

        ProcessorTimes after = ProcessorTimes.Read()!;
        // 50 ms at least, in ticks of 10 ms.
        Assert.True(after.Ours >= before.Ours + 5, $"{before} {after}");
        Assert.True(after.Total - before.Total >= after.Ours - before.Ours);
        Assert.True(after.Processors >= Environment.ProcessorCount);
    }
}
