using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html.Sections;

/// <summary>What was on the screen over the time of the median load.</summary>
internal static class Filmstrip
{
    // A frame is captured before its paint is reported.
    private const double Early = 50;

    public static Markup Render(PageSummary page, PageCauses? causes, PicturePool pictures)
    {
        IReadOnlyList<double> times = causes?.Detail.FrameTimes ?? [];
        (double At, byte[] Picture)[] frames =
            [.. pictures.Frames(page).Where(f => f.Index < times.Count && double.IsFinite(times[f.Index])).Select(f => (times[f.Index], f.Picture))];
        if (frames.Length == 0)
        {
            return Markup.Empty;
        }

        double? lcp = causes is { LcpParts.Count: > 0 } ? causes.LcpParts.Sum(p => p.Value) : null;
        int largest = lcp is { } at ? Array.FindIndex(frames, f => f.At >= at - Early) : -1;
        return Markup.Of(
            $"""
            <div class="block"><h3>Filmstrip <span>a picture for each change on the screen</span></h3>
            <div class="scroll film" role="group" tabindex="0" aria-label="Filmstrip"><ol>{frames.Select((f, i) => Frame(page, f.At, f.Picture, i == largest))}</ol></div>
            </div>
            """);
    }

    private static Markup Frame(PageSummary page, double at, byte[] picture, bool isLargest) => Markup.Of(
        $"""<li{(isLargest ? Markup.Of($""" class="largest" """) : Markup.Empty)}><figure>{PicturePool.Image($"{page.Name} at {Parts.Time(at)}", picture)}<figcaption>{Parts.Time(at)}{(isLargest ? Markup.Of($""" <b>LCP</b>""") : Markup.Empty)}</figcaption></figure></li>""");
}
