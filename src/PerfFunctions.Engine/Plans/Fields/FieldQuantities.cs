using PerfFunctions.Engine.Units;

namespace PerfFunctions.Engine.Plans.Fields;

/// <summary>Reads numbers with units; each reader reports a problem and returns null if the value is wrong.</summary>
internal static class FieldQuantities
{
    private const string DaysAllowed = "whole days, such as 28d";
    private const double BitsOfByte = 8;
    private const double BytesOfKilobit = 1000 / BitsOfByte;

    /// <summary>A percentage, as a share from 0 to 1.</summary>
    public static double? Share(this Field field)
    {
        if (field.Text(Percents.Allowed, PlanLimits.TextLength) is not { } text)
        {
            return null;
        }

        if (!Percents.TryParse(text, out double share))
        {
            RefuseUnit(field, text, "%", "this is not a percentage", Percents.Allowed);
            return null;
        }

        if (share > 1)
        {
            field.Refuse("the percentage is too high", "0% to 100%");
            return null;
        }

        return share;
    }

    /// <summary>A size, in bytes, from 1.</summary>
    public static int? Size(this Field field, int most)
    {
        if (field.Text(Sizes.Allowed, PlanLimits.TextLength) is not { } text)
        {
            return null;
        }

        if (!Sizes.TryParse(text, out long bytes))
        {
            RefuseUnit(field, text, "kB", "this is not a size", Sizes.Allowed);
            return null;
        }

        if (bytes < 1 || bytes > most)
        {
            field.Refuse("the size is out of range", $"1B to {Sizes.Format(most)}");
            return null;
        }

        return (int)bytes;
    }

    /// <summary>A duration of whole seconds, zero included.</summary>
    public static TimeSpan? WholeSeconds(this Field field, TimeSpan longest)
    {
        TimeSpan? duration = field.Duration(longest, orZero: true);
        if (duration is { } length && length.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            field.Refuse("the duration is not in whole seconds", "whole seconds, such as 10s");
            return null;
        }

        return duration;
    }

    /// <summary>A duration above zero, or zero too.</summary>
    public static TimeSpan? Duration(this Field field, TimeSpan longest, bool orZero = false, string allowed = Durations.Allowed)
    {
        if (field.Text(allowed, PlanLimits.TextLength) is not { } text)
        {
            return null;
        }

        if (!Durations.TryParse(text, out TimeSpan duration))
        {
            RefuseUnit(field, text, "s", "this is not a duration", allowed);
            return null;
        }

        if ((duration == TimeSpan.Zero && !orZero) || duration > longest)
        {
            field.Refuse("the duration is out of range", $"{(orZero ? "from" : "more than")} 0s, at most {Durations.Format(longest)}");
            return null;
        }

        return duration;
    }

    /// <summary>A number of whole days, from 1.</summary>
    public static TimeSpan? Days(this Field field, int most)
    {
        if (field.Text(DaysAllowed, PlanLimits.TextLength) is not { } text)
        {
            return null;
        }

        if (!Quantity.TryRead(text, out Quantity quantity) || quantity.Unit != "d" || text.Contains('.', StringComparison.Ordinal))
        {
            RefuseUnit(field, text, "d", "this is not a number of days", DaysAllowed);
            return null;
        }

        if (quantity.Number < 1 || quantity.Number > most)
        {
            field.Refuse("the window is out of range", $"1d to {most}d");
            return null;
        }

        return TimeSpan.FromDays((double)quantity.Number);
    }

    /// <summary>A rate, in events per second; may be zero.</summary>
    public static double? Rate(this Field field)
    {
        if (field.Text(Rates.Allowed, PlanLimits.TextLength) is not { } text)
        {
            return null;
        }

        if (!Rates.TryParse(text, out double perSecond))
        {
            RefuseUnit(field, text, "/s", "this is not a rate", Rates.Allowed);
            return null;
        }

        if (perSecond > PlanLimits.RateOrUsers)
        {
            field.Refuse("the rate is too high", $"at most {PlanLimits.RateOrUsers}/s");
            return null;
        }

        return perSecond;
    }

    /// <summary>A bit rate, in bytes per second; above zero.</summary>
    public static double? BitRate(this Field field)
    {
        if (field.Text(BitRates.Allowed, PlanLimits.TextLength) is not { } text)
        {
            return null;
        }

        if (!BitRates.TryParse(text, out double bytesPerSecond))
        {
            RefuseUnit(field, text, "kbit/s", "this is not a bit rate", BitRates.Allowed);
            return null;
        }

        if (bytesPerSecond < BytesOfKilobit || bytesPerSecond > PlanLimits.BitRate / BitsOfByte)
        {
            field.Refuse("the bit rate is out of range", $"1kbit/s to {BitRates.Format(PlanLimits.BitRate / BitsOfByte)}");
            return null;
        }

        return bytesPerSecond;
    }

    /// <summary>How many times, such as <c>4x</c>; from 1.</summary>
    public static double? Times(this Field field, int most)
    {
        string allowed = $"1x to {most}x";
        if (field.Text(allowed, PlanLimits.TextLength) is not { } text)
        {
            return null;
        }

        if (!Quantity.TryRead(text, out Quantity quantity) || quantity.Unit != "x")
        {
            RefuseUnit(field, text, "x", "this is not a factor", allowed);
            return null;
        }

        if (quantity.Number < 1 || quantity.Number > most)
        {
            field.Refuse("the number is out of range", allowed);
            return null;
        }

        return (double)quantity.Number;
    }

    private static void RefuseUnit(Field field, string text, string unit, string message, string allowed)
    {
        bool isBare = Quantity.TryRead(text, out Quantity quantity) && quantity.Unit.Length == 0;
        field.Refuse(isBare ? $"a bare number has no unit; say '{text.Trim()}{unit}'" : message, allowed);
    }
}
