using PerfFunctions.Browser.Recording;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests.Recording;

public sealed class ShiftTests(Recordings recordings)
{
    [Fact]
    public async Task The_element_that_moved_is_named_with_its_score()
    {
        // All of a viewport of 1350 × 940 is hit, and it moves by 94 of its longer side.
        LoadRecord record = await recordings.RecordAsync($$"""
            {{Pages.Head}}<div id=ad></div><main class="wide text" style="height:3000px;background:#eee">Words</main>
            <script>setTimeout(() => { document.getElementById('ad').style.height = '94px'; }, 300);</script>
            """);

        Assert.Equal(94.0 / 1350, record.Values["cls"], 0.002);
        ShiftCause shift = Assert.Single(record.Detail!.Shifts);
        Assert.Equal(94.0 / 1350, shift.Score, 0.002);
        Assert.InRange(shift.At, 300, 1000);
        Assert.EndsWith("main.wide.text", Assert.Single(shift.Elements));
    }

    [Fact]
    public async Task A_page_that_stands_still_has_none()
    {
        LoadRecord record = await recordings.PlainAsync();

        Assert.Equal(0, record.Values["cls"]);
        Assert.Empty(record.Detail!.Shifts);
    }
}
