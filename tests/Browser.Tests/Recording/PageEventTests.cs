using PerfFunctions.Browser.Recording;

namespace PerfFunctions.Browser.Tests.Recording;

public sealed class PageEventTests(Recordings recordings) : IClassFixture<Recordings>
{
    [Fact]
    public async Task Marks_and_measures_are_metrics_and_the_first_of_a_name_counts()
    {
        LoadRecord record = await recordings.RecordAsync($$"""
            {{Pages.Head}}<h1>Words</h1><script>
            performance.mark('hero', { startTime: 123 });
            performance.mark('hero', { startTime: 456 });
            performance.measure('cart ready', { start: 100, duration: 250 });
            performance.clearMarks();
            </script>
            """);

        Assert.Equal(123, record.Values["mark.hero"], 0.001);
        Assert.Equal(250, record.Values["measure.cart ready"], 0.001);
    }

    [Fact]
    public async Task Script_errors_and_unhandled_rejections_are_counted_and_each_is_reported_once()
    {
        LoadRecord record = await recordings.RecordAsync($$"""
            {{Pages.Head}}<h1>Words</h1><script>
            function fail() { throw new Error('no cart'); }
            setTimeout(fail, 10); setTimeout(fail, 20);
            Promise.reject(new TypeError('no price'));
            try { fail(); } catch { }
            </script>
            """);

        Assert.Equal(3, record.Values["errors"]);
        Assert.Equal(2, record.Detail!.Errors.Count);
        Assert.Contains(record.Detail.Errors, error => error.StartsWith("Error: no cart (at fail http://127.0.0.1", StringComparison.Ordinal));
        Assert.Contains(record.Detail.Errors, error => error.StartsWith("TypeError: no price", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dialog_does_not_keep_the_recording()
    {
        LoadRecord record = await recordings.RecordAsync(Pages.Head + "<h1>Words</h1><script>alert('Hello')</script>");

        AtLeast.Holds(0, record.Values["lcp"]);
        Assert.Equal(0, record.Values["errors"]);
    }
}
