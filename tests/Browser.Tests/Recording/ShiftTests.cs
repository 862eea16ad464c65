using PerfFunctions.Browser.Recording;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests.Recording;

public sealed class ShiftTests(Recordings recordings) : IClassFixture<Recordings>
{
    [Fact]
    public async Task What_shifts_in_a_frame_counts_by_the_part_of_the_screen_that_the_frame_has()
    {
        LoadRecord record = await recordings.RecordAsync($$"""
            {{Pages.Head}}<h1>Words</h1><iframe width="675" height="470" style="border:0" srcdoc="
              <!doctype html><style>body{margin:0}</style><div id=ad></div><main style='height:3000px;background:#eee'>Words</main>
              <script>setTimeout(() => { document.getElementById('ad').style.height = '47px'; }, 300);</script>"></iframe>
            """);

        // A quarter of the screen, all of which moves by 47 of its 675 px.
        Assert.Equal(47.0 / 675 / 4, record.Values["cls"], 0.002);
        ShiftCause cause = Assert.Single(record.Detail!.Shifts);
        Assert.Equal("iframe", Assert.Single(cause.Elements));
        Assert.Equal(record.Values["cls"], cause.Score);
    }

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
        AtLeast.Holds(300, shift.At);
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
