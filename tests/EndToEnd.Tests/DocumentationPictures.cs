using System.Net;
using Markdig;
using Microsoft.Playwright;
using PerfFunctions.Api;
using PerfFunctions.App.CodeHosts.GitHub;
using PerfFunctions.Azurite;
using PerfFunctions.Cli.Sample;
using PerfFunctions.EndToEnd.Tests.Support;

namespace PerfFunctions.EndToEnd.Tests;

/// <summary>Makes the pictures of the documentation from a run against the sample shop, where <c>PERF_WRITE_DOCS</c> is 1.</summary>
public sealed class DocumentationPictures(ServiceFixture service, PageBrowser browser) : IClassFixture<PageBrowser>
{
    private const string Variable = "PERF_WRITE_DOCS";
    private const int LargestPicture = 80_000;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();

    // Not every machine has a font with emoji.
    private static readonly (string Emoji, string Html)[] Marks =
    [
        ("✅", "<b style='color: #1a7f37'>✓</b>"), ("❌", "<b style='color: #cf222e'>✕</b>"), ("⚠️", "<b style='color: #9a6700'>!</b>"), ("❔", "<b>?</b>"),
    ];

    private static readonly string Folder = Path.Combine(RepositoryRoot.Find(), "src", "PerfFunctions.Web", "docs", "images");

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<string> Pictures => [.. Directory.GetFiles(Folder, "*.png").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Pictures))]
    public void A_picture_is_small(string file) =>
        Assert.InRange(new FileInfo(Path.Combine(Folder, file)).Length, 1, LargestPicture);

    [Fact]
    public async Task The_pictures_show_a_run_against_the_sample_shop()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(Variable) == "1", $"It writes files, where {Variable} is 1.");
        await using SampleShop shop = await SampleShop.StartAsync(TimeProvider.System);
        string plan = DemoPlan.Text.Replace("name: demo", "name: shop", StringComparison.Ordinal);
        RunAccepted accepted = await service.Client.StartAsync(plan, shop.BaseAddress.ToString(), Test);
        RunView run = await service.EndOfAsync(accepted.RunId);
        string Public(string text) => text.Replace(shop.BaseAddress.ToString().TrimEnd('/'), "https://pr-42.shop.example", StringComparison.Ordinal);

        await TakeAsync("report.png", Public(await ReadAsync(run, "html")));
        await TakeAsync("check.png", Check(run, Public(await ReadAsync(run, "md"))));
    }

    private Task<string> ReadAsync(RunView run, string format) =>
        service.Http.GetStringAsync(new Uri($"api/runs/{run.RunId}/report.{format}", UriKind.Relative), Test);

    private async Task TakeAsync(string file, string html)
    {
        IPage page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 880, Height = 500 }, ColorScheme = ColorScheme.Light });
        await page.SetContentAsync(html);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, file) });
    }

    // The check's texts in a frame like that of a code host.
    private static string Check(RunView run, string markdown) => $$"""
        <!doctype html><html lang="en"><meta charset="utf-8"><style>
        body { margin: 0; padding: 20px 28px; font: 14px/1.5 system-ui, "Noto Sans", "Liberation Sans", sans-serif; color: #1f2328; }
        header { display: flex; align-items: center; gap: 10px; padding-bottom: 14px; border-bottom: 1px solid #d1d9e0; }
        header b { font-size: 18px; } header span { color: #59636e; }
        i { display: grid; place-items: center; width: 22px; height: 22px; border-radius: 50%; color: #fff; background: #cf222e; font: 700 13px sans-serif; }
        button { margin-left: 8px; padding: 5px 12px; border: 1px solid #d1d9e0; border-radius: 6px; background: #f6f8fa; font: 600 13px system-ui, sans-serif; }
        header div { margin-left: auto; }
        h2 { font-size: 20px; } table { border-collapse: collapse; } td:first-child { white-space: nowrap; } code { font-size: 12px; background: #eff1f3; padding: 2px 5px; border-radius: 5px; }
        td, th { padding: 6px 10px; border: 1px solid #d1d9e0; text-align: left; vertical-align: top; } tr:nth-child(even) { background: #f6f8fa; }
        </style><header><i>✕</i><b>{{WebUtility.HtmlEncode(run.Plan)}}</b><span>{{CheckText.Conclusion(run.Outcome!.Value)}}</span>
        <div><button>Run again</button><button>Run longer</button><button>Accept as baseline</button></div></header>
        {{Marks.Aggregate(Markdown.ToHtml(markdown, Pipeline), (html, mark) => html.Replace(mark.Emoji, mark.Html, StringComparison.Ordinal))}}
        """;
}
