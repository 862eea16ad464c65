using PerfFunctions.Browser.Guarding;

namespace PerfFunctions.Browser.Recording;

/// <summary>What to record.</summary>
/// <param name="Address">Address that is loaded; what goes to another site than its own is of a third party.</param>
/// <param name="Evidence">Whether screenshot, filmstrip, HAR and trace are kept.</param>
/// <param name="Secrets">Texts that must not be in anything that is kept: values of cookies, headers and fields.</param>
internal sealed record RecorderSettings(Uri Address, bool Evidence, IReadOnlyList<string> Secrets)
{
    /// <summary>Receives what the browser refuses to open for the page.</summary>
    public RefusedAddresses Refused { get; init; } = new();
}
