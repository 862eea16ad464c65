using PerfFunctions.Browser.Recording;

namespace PerfFunctions.Browser.Tests.Recording.Visual;

public sealed class SpeedIndexTests(Recordings recordings) : IClassFixture<Recordings>
{
    [Fact]
    public async Task A_page_that_paints_half_and_then_the_rest_lies_between()
    {
        // Blank for 300 ms, half for 800 ms from when that is painted, then whole.
        LoadRecord record = await recordings.RecordAsync($$"""
            {{Pages.Head}}<style>div{position:absolute;width:100%;height:50vh}</style><div id=top></div><div id=low style="top:50vh"></div>
            <script>
            const paint = (id) => { document.getElementById(id).style.background = '#06c'; };
            const painted = (then) => requestAnimationFrame(() => requestAnimationFrame(then));
            setTimeout(() => {
              paint('top');
              painted(() => setTimeout(() => { paint('low'); painted(() => setTimeout(() => { window.done = true; }, 200)); }, 800));
            }, 300 - performance.now());
            </script>
            """, async (page, _) => await page.WaitForFunctionAsync("() => window.done"));

        double[] painted = [.. record.Detail!.FrameTimes.Where(time => time > 290)];
        Assert.InRange(record.Values["speedindex"], painted[0], painted[^1]);
        Assert.Equal(record.Detail!.FrameTimes.Order(), record.Detail.FrameTimes);
        // A frame is shown some time after its script has run.
        AtLeast.Holds(700, painted[^1] - painted[0]);
    }

    [Fact]
    public async Task A_page_that_shows_nothing_has_none()
    {
        LoadRecord record = await recordings.RecordAsync(Pages.Head);

        Assert.DoesNotContain("speedindex", record.Values.Keys);
        Assert.DoesNotContain("tbt", record.Values.Keys);
        Assert.Null(record.Detail!.Lcp);
    }
}
