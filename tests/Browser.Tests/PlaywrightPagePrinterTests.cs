using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests;

public sealed class PlaywrightPagePrinterTests
{
    [Fact]
    public async Task A_page_is_printed_and_its_script_does_not_run()
    {
        await using ServiceProvider services = new ServiceCollection().AddSingleton(TimeProvider.System).AddBrowserAudits().BuildServiceProvider();
        IPagePrinter printer = services.GetRequiredService<IPagePrinter>();

        PrintedPage printed = await printer.PrintAsync(
            "<!doctype html><title>Plan</title><h1>Capacity</h1><script>while (true) { }</script>", TestContext.Current.CancellationToken);

        Assert.Null(printed.Problem);
        Assert.StartsWith("%PDF-", Encoding.Latin1.GetString(printed.Pdf!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_browser_the_reason_is_given()
    {
        await using ServiceProvider services = new ServiceCollection().AddSingleton(TimeProvider.System)
            .AddBrowserAudits(options => options.ExecutablePath = "/nowhere/chromium").BuildServiceProvider();

        PrintedPage printed = await services.GetRequiredService<IPagePrinter>().PrintAsync("<p>text</p>", TestContext.Current.CancellationToken);

        Assert.Null(printed.Pdf);
        Assert.NotEmpty(printed.Problem!);
    }
}
