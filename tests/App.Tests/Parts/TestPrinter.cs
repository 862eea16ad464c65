using System.Text;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.App.Tests.Parts;

/// <summary>Prints without a browser: a page with a checklist cannot be printed, any other becomes its own text.</summary>
internal sealed class TestPrinter : IPagePrinter
{
    public Task<PrintedPage> PrintAsync(string html, CancellationToken cancellationToken) => Task.FromResult(
        html.Contains("<h1>Checklist", StringComparison.Ordinal)
            ? new PrintedPage(null, "No browser was found.")
            : new PrintedPage(Encoding.UTF8.GetBytes(html), null));
}
