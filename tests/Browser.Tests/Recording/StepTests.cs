using PerfFunctions.Browser.Recording;

namespace PerfFunctions.Browser.Tests.Recording;

public sealed class StepTests(Recordings recordings) : IClassFixture<Recordings>
{
    [Fact]
    public async Task An_interaction_of_two_seconds_is_its_steps_inp_and_the_loads()
    {
        LoadRecord record = await recordings.RecordAsync(
            $$"""{{Pages.Head}}<script>{{Pages.Busy}}</script><button onclick="busy(2000);this.textContent='Done'">Do</button>""",
            async (page, recorder) => await Recordings.StepAsync(recorder, "do", () => page.ClickAsync("button")));

        AtLeast.Holds(2000, record.Values["step.do.inp"]);
        // The browser rounds its own events to 8 ms.
        Assert.Equal(record.Values["step.do.inp"], record.Values["inp"], 8.0);
        AtLeast.Holds(2000, record.Values["step.do.time"]);
        AtLeast.Holds(1, record.Values["step.do.longtasks"]);
        Assert.Equal(0, record.Values["step.do.requests"]);
        // What the user waits for is not what the load took.
        Assert.InRange(record.Values["tbt"], 0, 1500);
    }

    [Fact]
    public async Task A_soft_navigation_is_measured_from_the_click_to_what_it_painted()
    {
        await using TestSite site = await Pages.SiteAsync(new()
        {
            ["/"] = context => context.HtmlAsync($$"""
                {{Pages.Head}}<h1>Shop</h1><button>Next</button><script>
                document.querySelector('button').onclick = async () => {
                  const text = await (await fetch('/next')).text();
                  history.pushState(null, '', '/two');
                  document.querySelector('h1').outerHTML = `<div id=new style="height:90px;font-size:60px">${text}</div>`;
                };
                </script>
                """),
            ["/next"] = async context =>
            {
                await Task.Delay(300);
                await context.BytesAsync("text/plain", "A new and much larger heading"u8.ToArray());
            },
        });

        LoadRecord record = await recordings.RecordAsync(site.Address, (page, recorder) =>
            Recordings.StepAsync(recorder, "next", () => page.ClickAsync("button")));

        AtLeast.Holds(300, record.Values["step.next.time"]);
        AtLeast.Holds(300, record.Values["step.next.lcp"]);
        Assert.Equal(1, record.Values["step.next.requests"]);
        Assert.InRange(record.Values["step.next.bytes"], 29, 400);
        AtLeast.Holds(1, record.Values["lcp"]);
    }

    [Fact]
    public async Task A_step_to_another_page_has_that_pages_lcp_and_the_load_keeps_its_own()
    {
        await using TestSite site = await Pages.SiteAsync(new()
        {
            ["/"] = context => context.HtmlAsync(Pages.Head + "<h1>One</h1><script>performance.mark('one')</script><a href=/two>Two</a>"),
            ["/two"] = async context =>
            {
                await Task.Delay(600);
                await context.HtmlAsync(Pages.Head + "<h1>Two</h1><script>performance.mark('two')</script>");
            },
        });

        LoadRecord record = await recordings.RecordAsync(site.Address, (page, recorder) =>
            Recordings.StepAsync(recorder, "two", () => page.ClickAsync("a")));

        AtLeast.Holds(600, record.Values["step.two.lcp"]);
        AtLeast.Holds(600, record.Values["step.two.time"]);
        AtLeast.Holds(1, record.Values["lcp"]);
        Assert.Contains("mark.one", record.Values.Keys);
        Assert.DoesNotContain("mark.two", record.Values.Keys);
    }

    [Fact]
    public async Task A_step_shifts_on_its_own()
    {
        LoadRecord record = await recordings.RecordAsync(
            $$"""{{Pages.Head}}<div id=ad></div><main style="height:3000px;background:#eee"><button onclick="setTimeout(() => { ad.style.height='94px' }, 800); fetch('/?wait')">Do</button></main>""",
            async (page, recorder) =>
            {
                await Recordings.StepAsync(recorder, "shift", async () =>
                {
                    await page.ClickAsync("button");
                    await page.WaitForFunctionAsync("() => ad.offsetHeight > 0");
                });
                await Recordings.StepAsync(recorder, "rest", () => page.HoverAsync("button"));
            });

        // More than 500 ms after the click it is no answer to it.
        Assert.Equal(94.0 / 1350, record.Values["step.shift.cls"], 0.002);
        Assert.Equal(0, record.Values["step.rest.cls"]);
    }
}
