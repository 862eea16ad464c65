namespace PerfFunctions.Browser.Recording.Trace;

/// <summary>What a page used of what it loaded.</summary>
/// <param name="Scripts">Its scripts, those inside of a page under the page's address.</param>
/// <param name="Sheets">Its style sheets.</param>
/// <param name="Fonts">The web fonts that it used.</param>
internal sealed record UsageRecord(IReadOnlyList<CodeFile> Scripts, IReadOnlyList<CodeFile> Sheets, IReadOnlyList<WebFont> Fonts);

/// <summary>A piece of script or style.</summary>
/// <param name="Address">Where it came from.</param>
/// <param name="Length">Characters of its text.</param>
/// <param name="Unused">Characters that were not used.</param>
internal sealed record CodeFile(string Address, double Length, double Unused);

/// <summary>A font.</summary>
/// <param name="Address">Where it came from.</param>
/// <param name="Display">Its <c>font-display</c>.</param>
internal sealed record WebFont(string Address, string Display);
