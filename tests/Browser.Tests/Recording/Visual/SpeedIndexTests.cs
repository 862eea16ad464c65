using PerfFunctions.Browser.Recording;

namespace PerfFunctions.Browser.Tests.Recording.Visual;

public sealed class SpeedIndexTests(Recordings recordings) : IClassFixture<Recordings>
{
    [Fact]
    public async Task A_page_that_paints_half_and_then_the_rest_lies_between()
    {
        // Blank until 300 ms, half until 1100, then whole: 300 + 800 / 2.
        LoadRecord record = await recordings.RecordAsync($$"""
            {{Pages.Head}}<style>div{position:absolute;width:100%;height:50vh}</style><div id=top></div><div id=low style="top:50vh"></div>
            <script>
            const paint = (id) => { document.getElementById(id).style.background = '#06c'; };
            setTimeout(paint, 300 - performance.now(), 'top');
            setTimeout(paint, 1100 - performance.now(), 'low');
            </script>
            """, async (page, _) => await page.WaitForFunctionAsync("() => performance.now() > 1300"));

        double[] painted = [.. record.Detail!.FrameTimes.Where(time => time > 290)];
        Assert.InRange(record.Values["speedindex"], painted[0], painted[^1]);
        Assert.Equal(record.Detail!.FrameTimes.Order(), record.Detail.FrameTimes);
        Assert.Contains(record.Detail.FrameTimes, time => time is > 290 and < 1090);
        AtLeast.Holds(1090, record.Detail.FrameTimes[^1]);
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
