using PerfFunctions.Browser.Steadiness;

namespace PerfFunctions.Browser.Tests.Steadiness;

public sealed class ProcessorTimesTests
{
    [Fact]
    public void What_is_neither_idle_nor_stolen_nor_ours_is_of_others()
    {
        ProcessorTimes earlier = new(4, 1000, 500, 10, Own: 60, Below: 40);
        ProcessorTimes later = new(4, 1400, 600, 50, Own: 140, Below: 120);

        Assert.Equal(new ProcessorUse(Stolen: 0.1, Others: 0.25, IdleProcessors: 1), later.Since(earlier, sentLoad: false));
        Assert.Null(later.Since(later, sentLoad: false));
    }

    [Fact]
    public void What_this_process_used_while_it_sent_load_is_other_work_and_the_browsers_stays_ours()
    {
        ProcessorTimes earlier = new(4, 1000, 500, 10, Own: 60, Below: 40);
        ProcessorTimes later = new(4, 1400, 600, 50, Own: 140, Below: 120);

        Assert.Equal(0.45, later.Since(earlier, sentLoad: true)!.Others, 9);
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
        Assert.True(after.Below >= before.Below + 5, $"{before} {after}");
        Assert.True(after.Total - before.Total >= after.Below + after.Own - before.Below - before.Own);
        Assert.True(after.Processors >= Environment.ProcessorCount);
    }
}
