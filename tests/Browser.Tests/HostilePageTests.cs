using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests;

/// <summary>Pages that do to the browser's own objects what they like: each is measured, and so is the page after it.</summary>
public sealed class HostilePageTests(AuditFixture fixture) : IClassFixture<AuditFixture>
{
    private const string Head = "<!doctype html><link rel='icon' href='data:,'>";
    private const string Text = "<h1 id='title'>Words</h1>";

    // What a library of its time did, so that arrays survive its own JSON.
    private const string ToJson = "Array.prototype.toJSON = function () { return 'taken'; }; Object.prototype.toJSON = () => 1;";

    public static TheoryData<string, string> Scripts { get; } = new()
    {
        { "toJSON", ToJson },
        { "JSON", "JSON.stringify = () => '{'; JSON.parse = () => { throw 1; };" },
        { "performance", "performance.now = () => 'never'; Object.defineProperty(performance, 'timeOrigin', { value: {} }); performance.getEntriesByType = null;" },
        { "prototypes", "Map.prototype.set = Map.prototype.forEach = () => { throw 1; }; for (const name of ['map', 'slice', 'filter', 'forEach', 'push', 'sort', 'shift']) Array.prototype[name] = () => { throw 1; };" },
        { "events", "window.dispatchEvent = EventTarget.prototype.dispatchEvent = () => { throw 1; }; window.Event = null;" },
        { "observer", "window.PerformanceObserver = undefined; window.setTimeout = undefined; window.Set = null;" },
        { "binding", "for (const name of Object.getOwnPropertyNames(window).filter(name => /perf/i.test(name) && typeof window[name] === 'function')) for (const value of ['', 'null', '[]', '{', '{\"name\":null}', '{\"document\":\"x\",\"name\":1}']) try { window[name](value); } catch { }" },
        { "half characters", "performance.mark('\\ud800'); performance.measure('\\udc00', { start: 0, end: 5 }); console.log('\\ud800'); setTimeout(() => { throw new Error('\\ud800'); }); document.title = '\\udfff'; addEventListener('DOMContentLoaded', () => { title.id = '\\ud800'; });" },
        { "images", "Object.defineProperty(Document.prototype, 'images', { get() { throw 1; } });" },
        { "addresses", "for (const address of ['http://a..b/', 'http://-/', 'http://xn--/', 'http://a_b.invalid/%', 'http://[::ffff:1.2.3.4]/', 'http://0x7f.1:1/', '//%41', 'data:,%ff']) fetch(address).catch(() => 0);" },
        { "source", "eval('1 //# sourceURL=\\ud800'); const style = document.createElement('style'); style.textContent = 'a{} /*# sourceURL=http://%ff\\ud800 */'; document.documentElement.append(style);" },
        { "timings", "performance.mark('a'.repeat(1e5)); performance.mark(''); performance.mark('__proto__'); console.timeStamp('\\ud800'); for (let i = 0; i < 3000; i++) performance.mark('m' + i);" },
        { "events to itself", "for (const type of ['perfReport', 'visibilitychange', 'pagehide', 'load']) { dispatchEvent(new Event(type)); document.dispatchEvent(new Event(type)); }" },
    };

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task A_page_that_changes_the_browsers_own_objects_is_measured_and_so_is_the_next(string kind, string script)
    {
        await using TestSite hostile = await TestSite.ServeAsync($"{Head}<script>{script}</script>{Text}");

        await AssertMeasuredAsync(hostile, kind);
    }

    [Theory]
    [InlineData("same site", "srcdoc")]
    [InlineData("by address", "src")]
    public async Task A_frame_that_calls_what_the_page_reports_by_changes_nothing(string kind, string attribute)
    {
        string frame = $"<script>{ToJson} for (const name of ['perfReport', ...Object.getOwnPropertyNames(window).filter(name => /perf/i.test(name))]) "
            + "for (const value of ['', 'null', '{', '{\"name\":\"lcp\",\"value\":1e9}', 1]) try { window[name](value); } catch { }</script>";
        await using TestSite hostile = await TestSite.StartAsync(context => context.HtmlAsync(
            context.Request.Path == "/frame" ? frame : $"{Head}{Text}<iframe {attribute}=\"{(attribute == "src" ? "/frame" : frame.Replace("\"", "&quot;"))}\"></iframe>"));

        await AssertMeasuredAsync(hostile, kind);
    }

    private async Task AssertMeasuredAsync(TestSite hostile, string kind)
    {
        await using TestSite good = await TestSite.ServeAsync(Head + Text);

        PageLoad load = Assert.Single((await fixture.AuditAsync(hostile.Address)).Loads);
        PageLoad next = Assert.Single((await fixture.AuditAsync(good.Address)).Loads);

        Assert.Equal((kind, null, null), (kind, load.Failure, next.Failure));
        Assert.InRange(load.Values["lcp"], 1, 20_000);
        Assert.InRange(load.Values["load"], 1, 20_000);
        Assert.True(load.Values.ContainsKey("cls") && load.Values.ContainsKey("ttfb") && load.Values.ContainsKey("fcp"), string.Join(' ', load.Values.Keys));
    }
}
