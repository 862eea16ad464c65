namespace PerfFunctions.Engine.Audits;

/// <summary>Loads a page in a real browser and measures it.</summary>
public interface IPageAuditor
{
    /// <summary>
    /// Loads the page as often as asked, each time in a fresh context, one load at a time on this machine. A load that
    /// fails is in the result with its reason; only <paramref name="cancellation"/> throws.
    /// </summary>
    Task<PageMeasurement> AuditAsync(AuditTarget target, CancellationToken cancellation);
}

/// <summary>What to load.</summary>
/// <param name="Page">Page name.</param>
/// <param name="Address">Absolute http(s) address.</param>
/// <param name="Device">Screen.</param>
/// <param name="Runs">Number of measured loads.</param>
public sealed record AuditTarget(string Page, Uri Address, DeviceKind Device, int Runs);
