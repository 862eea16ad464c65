using PerfFunctions.Browser.Guarding;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Conditions;

/// <summary>One load to make.</summary>
/// <param name="Address">Absolute address.</param>
/// <param name="Root">Address that paths of steps are below.</param>
/// <param name="Conditions">What it is loaded under.</param>
/// <param name="Steps">What is done after the load.</param>
internal sealed record LoadOrder(Uri Address, Uri Root, PageConditions Conditions, IReadOnlyList<JourneyStep> Steps)
{
    /// <summary>What a login has left, as Playwright writes it; null for nothing.</summary>
    public string? Storage { get; init; }

    /// <summary>Connects for the browser; null where it does so itself.</summary>
    public GuardedProxy? Proxy { get; init; }

    /// <summary>Receives what the browser refuses to open for the page.</summary>
    public RefusedAddresses Refused { get; init; } = new();

    /// <summary>Secrets that are parts of what is sent.</summary>
    public IReadOnlyList<string> SecretParts { get; init; } = [];

    /// <summary>Whether evidence is recorded.</summary>
    public bool Evidence { get; init; }

    /// <summary>Whether a warm load follows in the same context.</summary>
    public bool Warm { get; init; }

    /// <summary>Texts that must not be in anything that is kept.</summary>
    public IReadOnlyList<string> Secrets => SecretTexts.Of(Conditions, Steps, SecretParts);
}
