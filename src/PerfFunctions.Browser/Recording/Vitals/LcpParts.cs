namespace PerfFunctions.Browser.Recording.Vitals;

/// <summary>Where the time until the largest content went, milliseconds; together they are LCP.</summary>
/// <param name="Ttfb">Until the document's first byte.</param>
/// <param name="LoadDelay">From there until the content's resource was asked for; 0 for text.</param>
/// <param name="LoadTime">Until that had arrived; 0 for text.</param>
/// <param name="RenderDelay">Until it was painted.</param>
internal sealed record LcpParts(double Ttfb, double LoadDelay, double LoadTime, double RenderDelay)
{
    /// <summary>The parts as the page's script reported them; null when it did not.</summary>
    /// <param name="lcp">What was reported.</param>
    /// <param name="firstByte">When the document's first byte came by its request's own times; null when unknown.</param>
    public static LcpParts? Of(VitalsMessage? lcp, double? firstByte)
    {
        if (lcp?.Parts is not [var ttfb, var delay, var time, var render])
        {
            return null;
        }
        double painted = ttfb + delay + time + render;
        double first = Math.Clamp(firstByte ?? ttfb, ttfb, painted);
        double asked = Math.Max(first, ttfb + delay);
        double arrived = Math.Max(asked, ttfb + delay + time);
        return new(first, asked - first, arrived - asked, painted - arrived);
    }
}
