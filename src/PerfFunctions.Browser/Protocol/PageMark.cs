using System.Text.Json;
using Microsoft.Playwright;

namespace PerfFunctions.Browser.Protocol;

/// <summary>A moment of a page, as the document in it counts time.</summary>
/// <param name="Document">Start of the document's navigation, wall-clock milliseconds; distinguishes documents.</param>
/// <param name="Now">Milliseconds since then.</param>
internal readonly record struct PageMark(double Document, double Now)
{
    /// <summary>The same moment, as another document counts time.</summary>
    public PageMark SeenFrom(double document) => new(document, Document + Now - document);

    /// <summary>The moment at which the page's main thread is free to answer; the script in it reports what it has by then.</summary>
    /// <exception cref="PlaywrightException">The page does not say.</exception>
    public static async Task<PageMark> TakeAsync(PageWorld world)
    {
        JsonElement mark = await world.EvaluateAsync(
            "(() => { globalThis.perfSend ? perfSend() : dispatchEvent(new Event('perfReport')); return [performance.timeOrigin, performance.now()]; })()");
        return mark is { ValueKind: JsonValueKind.Array } && mark.GetArrayLength() == 2
            && mark.EnumerateArray().All(number => number.ValueKind == JsonValueKind.Number)
            ? new(mark[0].GetDouble(), mark[1].GetDouble())
            : throw new PlaywrightException("The page's clock cannot be read");
    }
}
