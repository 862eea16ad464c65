using System.Text.Json;
using PerfFunctions.Browser.Protocol;

namespace PerfFunctions.Browser.Recording.Findings;

/// <summary>An image as it stands in the page.</summary>
/// <param name="Address">Where it came from.</param>
/// <param name="Width">Width of the file, pixels.</param>
/// <param name="Height">Height of the file, pixels.</param>
/// <param name="ShownWidth">Width on the screen, device pixels.</param>
/// <param name="ShownHeight">Height on the screen, device pixels.</param>
internal sealed record ShownImage(string Address, double Width, double Height, double ShownWidth, double ShownHeight)
{
    // Of an image that picks among sizes (srcset) the page sees the file's size divided by a density. That is too small, never
    // too big, so that such an image is at worst not found.
    private const string Script = """
        (() => {
          const images = Object.getOwnPropertyDescriptor(Document.prototype, 'images').get.call(document);
          return [...images].filter((image) => image.complete && image.naturalWidth > 0 && image.currentSrc && image.width > 0)
            .slice(0, 500).map((image) => ({
              address: image.currentSrc, width: image.naturalWidth, height: image.naturalHeight,
              shownWidth: image.width * devicePixelRatio, shownHeight: image.height * devicePixelRatio,
            }));
        })()
        """;

    /// <summary>The images of the page's main document.</summary>
    public static async Task<IReadOnlyList<ShownImage>> ReadAsync(PageWorld world) =>
        (await world.EvaluateAsync(Script)).Deserialize<ShownImage[]>(JsonSerializerOptions.Web) ?? [];
}
