using PerfFunctions.Browser.Protocol;

namespace PerfFunctions.Browser.Recording.Steps;

/// <summary>A measured step of a journey.</summary>
/// <param name="Name">What its metrics go by.</param>
/// <param name="Begin">Before the act.</param>
/// <param name="End">After the page has settled.</param>
/// <param name="Network">Milliseconds from its beginning to the last change on the network; 0 when there was none.</param>
internal sealed record RecordedStep(string Name, PageMark Begin, PageMark End, double Network)
{
    /// <summary>Files that it downloaded.</summary>
    public IReadOnlyList<Downloaded> Downloads { get; init; } = [];

    /// <summary>Whether it ended in another document than it began in.</summary>
    public bool IsNavigation => Begin.Document != End.Document;
}
