using System.Globalization;

namespace PerfFunctions.Load.Flows;

/// <summary>The identity that a traced request carries, by W3C Trace Context.</summary>
/// <param name="TraceId">32 hexadecimal digits.</param>
/// <param name="Header">Value of <c>traceparent</c>, marked as sampled.</param>
internal sealed record TraceContext(string TraceId, string Header)
{
    /// <summary>One for this share of requests, chosen by the iteration's chance; null for the rest.</summary>
    public static TraceContext? Draw(double share, Iteration iteration)
    {
        if (share <= 0 || iteration.Dice.Share() >= share)
        {
            return null;
        }

        string trace = Hex(iteration.Dice.Next()) + Hex(iteration.Dice.Next());
        return new TraceContext(trace, $"00-{trace}-{Hex(iteration.Dice.Next())}-01");
    }

    // All zeros is not an identity.
    private static string Hex(ulong bits) => (bits == 0 ? 1 : bits).ToString("x16", CultureInfo.InvariantCulture);
}
