using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Steadiness;

/// <summary>Which of the two that are compared.</summary>
internal enum LoadSide
{
    /// <summary>The page itself.</summary>
    Page,

    /// <summary>What it is compared with.</summary>
    Base,
}

/// <summary>A load that was made.</summary>
/// <param name="Side">Of which.</param>
/// <param name="Load">What it gave.</param>
/// <param name="Machine">What the machine was like.</param>
internal sealed record MadeLoad(LoadSide Side, PageLoad Load, MachineReading Machine);

/// <summary>The loads of an audit, as they count. Places are among all that were made.</summary>
/// <param name="Page">Loads of the page.</param>
/// <param name="Base">Loads of what it is compared with.</param>
/// <param name="Repeated">Loads of the page that were noisy and made again.</param>
/// <param name="BaseRepeated">Loads of what it is compared with that were made again.</param>
internal sealed record SortedLoads(
    IReadOnlyList<PlacedLoad> Page, IReadOnlyList<PlacedLoad> Base, IReadOnlyList<PlacedLoad> Repeated, IReadOnlyList<PlacedLoad> BaseRepeated);

/// <summary>A load with its place among all that were made.</summary>
/// <param name="Place">From 0.</param>
/// <param name="Load">The load, with its number among those of its side and the cause of noise.</param>
internal sealed record PlacedLoad(int Place, PageLoad Load);
