using Microsoft.Playwright;

namespace PerfFunctions.Browser.Recording;

/// <summary>A moment of a page, as the document in it counts time.</summary>
/// <param name="Document">Start of the document's navigation, milliseconds of the wall clock; tells documents apart.</param>
/// <param name="Now">Milliseconds since then.</param>
internal readonly record struct PageMark(double Document, double Now)
{
    /// <summary>The same moment, as another document counts time.</summary>
    public PageMark SeenFrom(double document) => new(document, Document + Now - document);

    /// <summary>The moment at which the page's main thread is free to answer; the script in it reports what it has by then.</summary>
    public static async Task<PageMark> TakeAsync(IPage page)
    {
        double[] mark = await page.EvaluateAsync<double[]>(
            "() => { dispatchEvent(new Event('perfReport')); return [performance.timeOrigin, performance.now()]; }");
        return new(mark[0], mark[1]);
    }
}
