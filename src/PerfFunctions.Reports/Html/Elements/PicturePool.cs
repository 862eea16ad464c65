using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Figures;

namespace PerfFunctions.Reports.Html.Elements;

/// <summary>The pictures, up to a total size, so that the report stays small enough to open anywhere.</summary>
internal sealed class PicturePool
{
    // Encoded, a third is added: a page has 1 MB of pictures at most, and the report 1.4 MB.
    private const int MaxBytesOfPage = 750_000;
    private const int MaxBytes = 1_050_000;

    private readonly Dictionary<string, byte[]> _screenshots = [];
    private readonly Dictionary<string, IReadOnlyList<(int Index, byte[] Picture)>> _frames = [];
    private readonly RunReport _report;

    /// <summary>Screenshots first, then filmstrips, each with an equal share of the remaining size.</summary>
    public PicturePool(RunReport report)
    {
        _report = report;
        int room = MaxBytes;
        PageSummary[] pages = [.. report.Summary?.Pages ?? []];
        foreach (PageSummary page in pages)
        {
            if (ScreenshotOf(page) is { } picture && picture.Length <= Math.Min(room, MaxBytesOfPage) && _screenshots.TryAdd(page.Name, picture))
            {
                room -= picture.Length;
            }
        }

        for (int i = 0; i < pages.Length; i++)
        {
            int shot = _screenshots.TryGetValue(pages[i].Name, out byte[]? picture) ? picture.Length : 0;
            _frames[pages[i].Name] = Thinned(FramesOf(pages[i]), Math.Min(room / (pages.Length - i), MaxBytesOfPage - shot));
            room -= _frames[pages[i].Name].Sum(f => f.Picture.Length);
        }
    }

    /// <summary>The screenshot of a page; a word when it is too large, nothing when there is none.</summary>
    public Markup Screenshot(PageSummary page, string shape)
    {
        if (ScreenshotOf(page) is null)
        {
            return Markup.Empty;
        }

        return !_screenshots.TryGetValue(page.Name, out byte[]? picture)
            ? Markup.Of($"""<p class="quiet">The screenshot is omitted to keep this report small.</p>""")
            : Markup.Of($"""<figure class="shot">{Image($"Screenshot of {page.Name} on a {shape} screen", picture)}<figcaption>{Caption(page)}</figcaption></figure>""");
    }

    /// <summary>The filmstrip of a page, as far as it fits: the index of each picture in it, and the picture.</summary>
    public IReadOnlyList<(int Index, byte[] Picture)> Frames(PageSummary page) => _frames[page.Name];

    /// <summary>A JPEG that is part of the report.</summary>
    public static Markup Image(string words, byte[] picture) => Markup.Of(
        $"""<img alt="{words}" src="data:image/jpeg;base64,{Markup.Trusted(Convert.ToBase64String(picture))}">""");

    private byte[]? ScreenshotOf(PageSummary page) => _report.Screenshots.GetValueOrDefault(page.Name) is { Length: > 0 } picture ? picture : null;

    private (int Index, byte[] Picture)[] FramesOf(PageSummary page) =>
        [.. _report.Frames.GetValueOrDefault(page.Name, []).Select((f, i) => (i, f)).Where(f => f.f.Length > 0)];

    private static string Caption(PageSummary page) => page.Median is { } median ? $"Load {median.Load}, at its end" : "At the end of the load";

    // Every second, every third and so on: what is left out is spread over the whole strip, and its end stays.
    private static IReadOnlyList<(int Index, byte[] Picture)> Thinned((int Index, byte[] Picture)[] frames, int room)
    {
        for (int step = 1; step <= frames.Length; step++)
        {
            (int Index, byte[] Picture)[] some = [.. frames.Where((_, i) => (frames.Length - 1 - i) % step == 0)];
            if (some.Sum(f => f.Picture.Length) <= room)
            {
                return some;
            }
        }

        return [];
    }
}
