using PerfFunctions.Engine.Aggregation;

namespace PerfFunctions.Engine.Reports.Html.Sections;

/// <summary>The screenshots, as far as they have room: the page must stay light enough to open anywhere.</summary>
internal sealed class ScreenshotShelf(IReadOnlyDictionary<string, byte[]> screenshots)
{
    private const int MostBytes = 400_000;

    private int _room = MostBytes;

    /// <summary>The picture of a page; a word when it is too large, nothing when there is none.</summary>
    public Markup Render(PageSummary page, string device)
    {
        if (!screenshots.TryGetValue(page.Name, out byte[]? picture) || picture.Length == 0)
        {
            return Markup.Empty;
        }

        if (picture.Length > _room)
        {
            return Markup.Of($"""<p class="quiet">The screenshot is left out to keep this page small.</p>""");
        }

        _room -= picture.Length;
        return Markup.Of(
            $"""<figure class="shot"><img alt="Screenshot of {page.Name} on a {device} screen" src="data:image/jpeg;base64,{Markup.Trusted(Convert.ToBase64String(picture))}"><figcaption>First load, at its end</figcaption></figure>""");
    }
}
