using System.Globalization;
using Octokit;

namespace PerfFunctions.App.CodeHosts.GitHub;

/// <summary>A comment, with the app that wrote it, which the library's own record leaves out.</summary>
internal sealed class OwnComment
{
    /// <summary>Its id.</summary>
    public long Id { get; set; }

    /// <summary>What it says.</summary>
    public string? Body { get; set; }

    /// <summary>Who wrote it.</summary>
    public User? User { get; set; }

    /// <summary>The app that wrote it; null for none, or if the host does not report it.</summary>
    public WritingApp? PerformedViaGithubApp { get; set; }

    /// <summary>Whether an app wrote it: by its id or its client id, either of which it may be known by.</summary>
    public bool IsOfApp(string? appId) => PerformedViaGithubApp is { } app
        ? app.Id.ToString(CultureInfo.InvariantCulture) == appId || app.ClientId == appId
        : User?.Type == AccountType.Bot;
}

/// <summary>An app.</summary>
internal sealed class WritingApp
{
    /// <summary>Its id.</summary>
    public long Id { get; set; }

    /// <summary>Its client id.</summary>
    public string? ClientId { get; set; }
}
