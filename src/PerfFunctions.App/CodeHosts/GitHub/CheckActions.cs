using Octokit;

namespace PerfFunctions.App.CodeHosts.GitHub;

/// <summary>The buttons of a completed check, by the identifiers that come back when one is pressed.</summary>
public static class CheckActions
{
    /// <summary>The same again.</summary>
    public const string Rerun = "rerun";

    /// <summary>The same again, with load of double the length.</summary>
    public const string Longer = "longer";

    /// <summary>What later runs are compared with.</summary>
    public const string Accept = "accept";

    /// <summary>The three as GitHub shows them: label to 20 characters, description to 40, identifier to 20.</summary>
    internal static IReadOnlyList<NewCheckRunAction> All { get; } =
    [
        new("Run again", "Run the same plan on the same commit.", Rerun),
        new("Run longer", "Run it with twice the load duration.", Longer),
        new("Accept as baseline", "Compare later runs with this one.", Accept),
    ];
}
