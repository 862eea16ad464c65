namespace PerfFunctions.Engine.Plans;

/// <summary>Which of what a page embeds is loaded after it: style sheets, scripts, images and frames.</summary>
public sealed record PageResources
{
    /// <summary>Most resources of a page where the plan does not say.</summary>
    public const int DefaultMax = 100;

    /// <summary>All that a page embeds, from hosts that may be tested.</summary>
    public static PageResources All { get; } = new();

    /// <summary>Hosts beside those that the plan names anyway, some with a port; each is verified like the target.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Patterns of addresses that are not loaded; <c>*</c> stands for any characters.</summary>
    public IReadOnlyList<string> Blocked { get; init; } = [];

    /// <summary>Most resources of a page; those after them are not loaded.</summary>
    public int Max { get; init; } = DefaultMax;

    /// <summary>Name of the series of a page's resources.</summary>
    /// <param name="page">Name of the step that loads the page.</param>
    public static string NameOf(string page) => $"{page} resources";

    /// <summary>Name of the group of a page and its resources.</summary>
    /// <param name="page">Name of the step that loads the page.</param>
    public static string GroupOf(string page) => $"{page} with resources";
}
