namespace PerfFunctions.Engine.Audits;

/// <summary>Prints pages as PDF.</summary>
public interface IPagePrinter
{
    /// <summary>Prints a page that needs nothing from elsewhere: its scripts do not run, and it loads nothing.</summary>
    /// <param name="html">The page.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The PDF; without one, why there is none.</returns>
    Task<PrintedPage> PrintAsync(string html, CancellationToken cancellationToken);
}

/// <summary>A printed page.</summary>
/// <param name="Pdf">The PDF; null when it could not be printed.</param>
/// <param name="Problem">Why not, in one sentence; null when it was printed.</param>
public sealed record PrintedPage(byte[]? Pdf, string? Problem);
