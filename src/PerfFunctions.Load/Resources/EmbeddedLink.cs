namespace PerfFunctions.Load.Resources;

/// <summary>Something that a page or a style sheet has loaded with it.</summary>
/// <param name="Address">As it is written there.</param>
/// <param name="IsStyle">Whether it is a style sheet, which may import others.</param>
internal readonly record struct EmbeddedLink(string Address, bool IsStyle);
