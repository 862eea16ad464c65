using PerfFunctions.Browser.Recording;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests.Recording;

public sealed class ShiftTests(Recordings recordings)
{
    [Fact]
    public async Task The_element_that_moved_is_named_with_its_score()
    {
        // 1350 × 940: all of the main part moves by 94, a tenth of the height, so that 0.1 × (846 + 94) / 940 is the score.
        LoadRecord record = await recordings.RecordAsync($$"""
            {{Pages.Head}}<div id=ad></div><main class="wide text" style="height:3000px;background:#eee">Words</main>
            <script>setTimeout(() => { document.getElementById('ad').style.height = '94px'; }, 300);</script>
            """);

        Assert.Equal(0.1, record.Values["cls"], 0.005);
        ShiftCause shift = Assert.Single(record.Detail!.Shifts);
        Assert.Equal(0.1, shift.Score, 0.005);
        Assert.InRange(shift.At, 300, 1000);
        Assert.EndsWith("main.wide.text", Assert.Single(shift.Elements));
    }

    [Fact]
    public async Task A_page_that_stands_still_has_none()
    {
        LoadRecord record = await recordings.RecordAsync(Pages.Head + "<h1>Still</h1>");

        Assert.Equal(0, record.Values["cls"]);
        Assert.Empty(record.Detail!.Shifts);
    }
}
