using PerfFunctions.Browser.Recording;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests.Recording.Trace;

public sealed class MainThreadTests(Recordings recordings) : IClassFixture<Recordings>
{
    [Fact]
    public async Task A_task_of_250_ms_blocks_for_200_and_names_its_script()
    {
        await using TestSite site = await Pages.SiteAsync(new()
        {
            ["/"] = context => context.HtmlAsync(Pages.Head + "<h1>Words</h1><script src=/slow.js async></script>"),
            ["/slow.js"] = context => context.BytesAsync("text/javascript", [.. System.Text.Encoding.UTF8.GetBytes(
                Pages.Busy + "function work(){busy(250)} setTimeout(work, 300);")]),
        });

        LoadRecord record = await recordings.RecordAsync(site.Address);

        TaskCause longest = record.Detail!.LongTasks[0];
        AtLeast.Holds(250, longest.Duration);
        AtLeast.Holds(300, longest.At);
        Assert.Equal(new Uri(site.Address, "/slow.js") + " work()", longest.Script);
        AtLeast.Holds(200, record.Values["tbt"]);
        Assert.Equal(record.Detail.LongTasks.Count, record.Values["longtasks"]);
    }

    [Fact]
    public async Task Work_is_reported_by_kind_and_the_kinds_add_up()
    {
        LoadRecord record = await recordings.RecordAsync($$"""
            {{Pages.Head}}<div id=box></div><script>{{Pages.Busy}}
            setTimeout(() => busy(200), 100);
            setTimeout(() => {
              box.innerHTML = '<p>word <b>word</b></p>'.repeat(4000);
              box.offsetHeight;
            }, 400);
            </script>
            """);

        AtLeast.Holds(200, record.Values["main.script"]);
        AtLeast.Holds(10, record.Values["main.layout"]);
        Assert.Equal(
            record.Values["main"], record.Values.Where(value => value.Key.StartsWith("main.", StringComparison.Ordinal)).Sum(value => value.Value), 0.001);
        AtLeast.Holds(record.Values["main.script"] + record.Values["main.layout"], record.Values["main"]);
    }

    [Fact]
    public async Task A_quiet_page_blocks_nobody()
    {
        LoadRecord record = await recordings.PlainAsync();

        // Other work on the machine may stretch a task of the browser's own past 50 ms; a page of its own would be in its script.
        Assert.DoesNotContain(record.Detail!.LongTasks, task => task.Script is not null);
        Assert.InRange(record.Values["main.script"], 0, record.Values["main"]);
    }
}
