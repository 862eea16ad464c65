namespace PerfFunctions.Engine.Audits;

/// <summary>The screen a page is loaded on.</summary>
/// <param name="Name">Name in plans and reports: <c>mobile</c>, <c>desktop</c>, or <c>own</c> for one that the plan describes.</param>
/// <param name="Width">Width of the viewport, CSS pixels.</param>
/// <param name="Height">Height of the viewport, CSS pixels.</param>
/// <param name="Scale">Device pixels a CSS pixel.</param>
/// <param name="Touch">Whether it is touched, as a phone is, and lays pages out as one.</param>
/// <param name="UserAgent">What it calls itself; null for the usual of its kind, with the browser's real version.</param>
public sealed record DeviceProfile(string Name, int Width, int Height, double Scale, bool Touch, string? UserAgent = null)
{
    /// <summary>A middling phone.</summary>
    public static DeviceProfile Mobile { get; } = new("mobile", 412, 823, 1.75, Touch: true);

    /// <summary>A laptop with a mouse.</summary>
    public static DeviceProfile Desktop { get; } = new("desktop", 1350, 940, 1, Touch: false);

    /// <summary>All that go by a name.</summary>
    public static IReadOnlyList<DeviceProfile> Named { get; } = [Mobile, Desktop];
}
