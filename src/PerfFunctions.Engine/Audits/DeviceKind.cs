namespace PerfFunctions.Engine.Audits;

/// <summary>The screen a page is loaded on.</summary>
public enum DeviceKind
{
    /// <summary>412 × 823 at 1.75, touch, a phone's user agent.</summary>
    Mobile,

    /// <summary>1350 × 940 at 1, mouse.</summary>
    Desktop,
}
