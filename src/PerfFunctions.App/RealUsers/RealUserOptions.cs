using System.ComponentModel.DataAnnotations;

namespace PerfFunctions.App.RealUsers;

/// <summary>How page views of real users are taken, section <c>Perf:RealUsers</c>; each limit is that of one instance.</summary>
public sealed class RealUserOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Perf:RealUsers";

    /// <summary>Beacons a second that are taken for one plan; those beyond are refused.</summary>
    [Range(1, 10_000)]
    public int BeaconsPerSecond { get; set; } = 100;

    /// <summary>Seconds between two writes to storage: what a process loses at most when it is killed.</summary>
    [Range(1, 3_600)]
    public int FlushSeconds { get; set; } = 30;

    /// <summary>Pages, of all plans together, that are counted between two writes; each takes up to 1 MB of memory.</summary>
    [Range(1, 5_000)]
    public int MaxPages { get; set; } = 200;
}
