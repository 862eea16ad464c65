using System.Text;
using PerfFunctions.Browser.Recording;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests.Recording;

public sealed class FindingTests(Recordings recordings) : IClassFixture<Recordings>
{
    private const string Never = "function never(){/*%*/}";

    [Fact]
    public async Task Each_fault_of_a_page_is_found_with_its_size()
    {
        string script = Never.Replace("%", new string('x', 30_000), StringComparison.Ordinal) + "document.title='t'";
        string style = "h1{color:red}" + string.Concat(Enumerable.Range(0, 1000).Select(i => $".unused-{i:0000}{{color:blue}}"));
        await using TestSite site = await Pages.SiteAsync(new()
        {
            ["/"] = context => context.HtmlAsync($$"""
                {{Pages.Head}}<link rel=stylesheet href=/a.css><style>@font-face{font-family:f;src:url(/f.woff2)}h1{font-family:f}</style>
                <h1>Words</h1><img src=/big.bmp width=100 height=50><img src=/fit.bmp width=100 height=50><script src=/a.js async></script>
                """),
            ["/a.js"] = context => Cached(context, "text/javascript", script),
            ["/a.css"] = context => context.BytesAsync("text/css", Encoding.UTF8.GetBytes(style)),
            ["/big.bmp"] = context => Cached(context, "image/bmp", Pages.Image(200, 100)),
            ["/fit.bmp"] = context => Cached(context, "image/bmp", Pages.Image(100, 50)),
            ["/f.woff2"] = async context =>
            {
                await Task.Delay(200);
                await Cached(context, "font/woff2", "no font");
            },
        });

        LoadRecord record = await recordings.RecordAsync(site.Address);

        PageFinding[] findings = [.. record.Detail!.Findings];
        PageFinding One(FindingKind kind, string path) => findings.Single(finding => finding.Kind == kind && finding.Address.EndsWith(path, StringComparison.Ordinal));
        Assert.Equal(record.Values["unused.script"], Never.Length + 30_000 - 1);
        Assert.Equal(script.Length, One(FindingKind.NoCompression, "/a.js").Bytes * 3 / 2, 1.0);
        Assert.InRange(One(FindingKind.Unused, "/a.js").Bytes, 29_900, 30_100);
        Assert.InRange(record.Values["unused.style"], style.Length - 100, style.Length + 200);
        One(FindingKind.Unused, "/a.css");
        One(FindingKind.RenderBlocking, "/a.css");
        Assert.Equal("The response does not say how long it may be cached.", One(FindingKind.NoCaching, "/a.css").Detail);
        PageFinding image = One(FindingKind.OversizedImage, "/big.bmp");
        // A quarter of the pixels would do.
        Assert.Equal(Pages.Image(200, 100).Length * 0.75, image.Bytes, 1.0);
        Assert.Equal("The image has 200 × 100 pixels and is shown on 100 × 50 of the screen.", image.Detail);
        Assert.DoesNotContain(findings, finding => finding.Address.EndsWith("/fit.bmp", StringComparison.Ordinal));
        Assert.Equal(findings.OrderByDescending(f => f.Milliseconds + (f.Bytes / 200)), findings);
    }

    [Fact]
    public async Task A_short_life_in_the_cache_is_found()
    {
        (string Path, string Control, string? Detail)[] files =
        [
            ("/none.js", "no-store", "The response may not be cached."),
            ("/old.js", "max-age=0, must-revalidate", "The response may not be cached."),
            ("/short.js", "public, max-age=7200", "The response may be cached for 2 h."),
            ("/long.js", "max-age=604800", null),
        ];
        await using TestSite site = await TestSite.StartAsync(context =>
        {
            string? control = files.FirstOrDefault(file => file.Path == context.Request.Path).Control;
            context.Response.Headers.CacheControl = control;
            return control is null
                ? context.HtmlAsync(Pages.Head + string.Concat(files.Select(file => $"<script src={file.Path}></script>")))
                : context.BytesAsync("text/javascript", "1"u8.ToArray());
        });

        LoadRecord record = await recordings.RecordAsync(site.Address);

        Dictionary<string, string> found = record.Detail!.Findings.Where(finding => finding.Kind == FindingKind.NoCaching)
            .ToDictionary(finding => new Uri(finding.Address).AbsolutePath, finding => finding.Detail);
        Assert.All(files, file => Assert.Equal(file.Detail, found.GetValueOrDefault(file.Path)));
    }

    private static Task Cached(Microsoft.AspNetCore.Http.HttpContext context, string type, string body) => Cached(context, type, Encoding.UTF8.GetBytes(body));

    private static Task Cached(Microsoft.AspNetCore.Http.HttpContext context, string type, byte[] body)
    {
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return context.BytesAsync(type, body);
    }
}
