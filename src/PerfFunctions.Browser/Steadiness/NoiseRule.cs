using System.Globalization;

namespace PerfFunctions.Browser.Steadiness;

/// <summary>
/// Decides whether a load is noisy because of other work on the machine. It is when the processor's speed before and after the
/// load is,
/// on average, below 80 % of the audit's median; when the host took more than 5 % of the processors during it; when other
/// processes used more than a quarter of them and left less than one idle; or when the browser was at other work when the page
/// was loaded. A reading of tens of milliseconds varies by a few per cent on a quiet machine, and what others use of processors
/// that is not needed does no harm.
/// </summary>
internal static class NoiseRule
{
    /// <summary>Share of its usual speed below which a processor is noisy.</summary>
    internal const double MinSpeed = 0.8;

    private const double MaxStolen = 0.05;
    private const double MaxOthers = 0.25;
    private const double MinIdle = 1;

    /// <summary>For each load, the cause of noise in one sentence; null if it was not noisy.</summary>
    public static IReadOnlyList<string?> Judge(IReadOnlyList<MachineReading> readings)
    {
        // Each reading is the one after a load; that before the first load has no other place.
        double? usual = Samples.Quantile(
            readings.Select(r => r.SpeedAfter).Concat(readings.Take(1).Select(r => r.SpeedBefore)).OfType<double>(), 0.5);
        // A busy machine keeps its browser busy, too: the cause is reported before its effect.
        return [.. readings.Select(reading => Slow(reading, usual) ?? Used(reading.During) ?? Busy(reading))];
    }

    private static string? Slow(MachineReading reading, double? usual)
    {
        double share = (reading.SpeedBefore + reading.SpeedAfter) / 2 / usual ?? 1;
        return share < MinSpeed ? Sentence($"The processor ran at {share:P0} of its usual speed.") : null;
    }

    private static string? Used(ProcessorUse? use) => use switch
    {
        { Stolen: > MaxStolen } => Sentence($"The hypervisor gave {use.Stolen:P0} of the processor time to other machines."),
        { Others: > MaxOthers, IdleProcessors: < MinIdle, SentLoad: true } =>
            Sentence($"The load that this instance sent, and other processes, used {use.Others:P0} of the processors."),
        { Others: > MaxOthers, IdleProcessors: < MinIdle } => Sentence($"Other processes used {use.Others:P0} of the processors."),
        _ => null,
    };

    private static string? Busy(MachineReading reading) =>
        reading.BrowserBusy ? "The browser was still busy when the page was loaded." : null;

    private static string Sentence(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
