using PerfFunctions.Browser.Recording;

namespace PerfFunctions.Browser.Tests.Recording;

public sealed class WorkerTests(Recordings recordings) : IClassFixture<Recordings>
{
    private const int Size = 30_000;

    [Fact]
    public async Task What_a_service_worker_fetches_is_counted_once_and_in_a_row_of_its_own()
    {
        LoadRecord record = await RecordAsync("navigator.serviceWorker.register('/service.js')", new()
        {
            ["/service.js"] = "addEventListener('install', event => event.waitUntil(caches.open('a').then(cache => cache.addAll(['/one', '/two']))));",
        });

        Assert.Equal(["/one", "/service.js", "/two"], Of(record, "worker"));
        Assert.Equal((3, 4), (record.Values["workers.requests"], record.Values["requests"]));
        Assert.InRange(record.Values["workers.bytes"], 2 * Size, (2 * Size) + 2000);
        Assert.InRange(record.Values["bytes"] - record.Values["workers.bytes"], 1, 2000);
        Assert.Equal(record.Values["bytes"], record.Detail!.Waterfall.Sum(request => request.Bytes));
        Assert.All(record.Detail.Waterfall, request => Assert.Equal(200, request.Status));
    }

    [Fact]
    public async Task What_a_page_gets_through_its_service_worker_is_transferred_once()
    {
        LoadRecord record = await RecordAsync(
            "navigator.serviceWorker.register('/service.js').then(() => navigator.serviceWorker.ready); navigator.serviceWorker.oncontrollerchange = () => fetch('/one').then(r => r.blob())", new()
            {
                ["/service.js"] = "addEventListener('activate', event => event.waitUntil(clients.claim())); addEventListener('fetch', event => event.respondWith(fetch(event.request)));",
            });

        Assert.Equal(["/one", "/service.js"], Of(record, "worker"));
        Assert.Equal(["/", "/one"], Of(record, null));
        Assert.InRange(record.Values["bytes"], Size, Size + 4000);
    }

    [Fact]
    public async Task What_a_shared_worker_fetches_is_counted()
    {
        LoadRecord record = await RecordAsync("new SharedWorker('/shared.js')", new()
        {
            ["/shared.js"] = "importScripts('/more.js'); fetch('/one').then(r => r.blob());",
            ["/more.js"] = "1",
        });

        Assert.Equal(["/more.js", "/one"], Of(record, "worker"));
        Assert.Equal(["/", "/shared.js"], Of(record, null));
        Assert.InRange(record.Values["workers.bytes"], Size, Size + 2000);
    }

    [Fact]
    public async Task A_frame_of_another_site_has_a_process_and_a_row_of_its_own()
    {
        await using TestSite other = await SiteAsync("<script>fetch('/one').then(r => r.blob())</script>", []);
        LoadRecord record = await RecordAsync($"document.body.innerHTML += '<iframe src=http://localhost:{other.Address.Port}></iframe>'", []);

        Assert.Equal(["/", "/one"], Of(record, "frame"));
        Assert.Equal((2, 3), (record.Values["frames.requests"], record.Values["requests"]));
        Assert.InRange(record.Values["frames.bytes"], Size, Size + 2000);
        Assert.Equal(0, record.Values["workers.requests"]);
    }

    [Fact]
    public async Task What_a_dedicated_worker_fetches_is_the_pages()
    {
        LoadRecord record = await RecordAsync("new Worker('/own.js')", new() { ["/own.js"] = "fetch('/one').then(r => r.blob())" });

        Assert.Equal(["/", "/one", "/own.js"], Of(record, null));
        Assert.Equal((3, 0), (record.Values["requests"], record.Values["workers.requests"]));
    }

    private async Task<LoadRecord> RecordAsync(string script, Dictionary<string, string> scripts)
    {
        await using TestSite site = await SiteAsync($"<script>{script}</script>", scripts);
        return await recordings.RecordAsync(site.Address);
    }

    private static Task<TestSite> SiteAsync(string body, Dictionary<string, string> scripts) => TestSite.StartAsync(context =>
        context.Request.Path == "/" ? context.HtmlAsync($"{Pages.Head}<body><h1>Words</h1>{body}")
        : scripts.TryGetValue(context.Request.Path.Value!, out string? script) ? context.BytesAsync("text/javascript", System.Text.Encoding.UTF8.GetBytes(script))
        : context.BytesAsync("application/octet-stream", new byte[Size]));

    private static IEnumerable<string> Of(LoadRecord record, string? source) =>
        record.Detail!.Waterfall.Where(request => request.Source == source).Select(request => new Uri(request.Address).AbsolutePath).Order();
}
