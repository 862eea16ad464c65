using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Recording.Findings;

/// <summary>Images with more pixels than the screen shows.</summary>
internal static class ImageFindings
{
    // Less is not worth another file.
    private const double MinWaste = 4000;
    private const double MinShare = 0.25;

    /// <summary>Images of which a quarter or more of the pixels, and 4 kB or more, are for nothing.</summary>
    public static IEnumerable<PageFinding> Of(LoadFacts facts) =>
        from images in facts.Images.GroupBy(image => image.Address)
        // Shown in several sizes, it has to do for the biggest.
        let image = images.MaxBy(image => image.ShownWidth * image.ShownHeight)
        where facts.Find(image.Address)?.Header("content-type")?.Contains("svg", StringComparison.OrdinalIgnoreCase) == false
        let share = 1 - (image.ShownWidth * image.ShownHeight / (image.Width * image.Height))
        let waste = share * facts.BodyBytes(image.Address)
        where share >= MinShare && waste >= MinWaste
        select new PageFinding(
            FindingKind.OversizedImage,
            image.Address,
            FormattableString.Invariant(
                $"The image has {image.Width} × {image.Height} pixels and is shown on {image.ShownWidth:0} × {image.ShownHeight:0} of the screen."),
            waste,
            0);
}
