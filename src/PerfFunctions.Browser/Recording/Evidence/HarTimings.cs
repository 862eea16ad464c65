using Microsoft.Playwright;
using PerfFunctions.Browser.Recording.Network;

namespace PerfFunctions.Browser.Recording.Evidence;

/// <summary>The phases of a request in the HAR format: durations, -1 for what does not apply.</summary>
internal static class HarTimings
{
    /// <summary>The object <c>timings</c>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="time">What the phases add up to, without <c>ssl</c>, which is a part of <c>connect</c>.</param>
    public static object Of(RequestRecord request, out double time)
    {
        RequestTimingResult phases = request.Phases;
        double dns = Length(phases.DomainLookupStart, phases.DomainLookupEnd);
        double connect = Length(phases.ConnectStart, phases.ConnectEnd);
        double blocked = Math.Max(0, request.Sent - request.Start - Math.Max(0, dns) - Math.Max(0, connect));
        double wait = request.FirstByte - request.Sent;
        double receive = Math.Max(0, request.End - request.FirstByte);
        time = blocked + Math.Max(0, dns) + Math.Max(0, connect) + wait + receive;
        return new { blocked, dns, connect, ssl = Length(phases.SecureConnectionStart, phases.ConnectEnd), send = 0.0, wait, receive };
    }

    private static double Length(double start, double end) => start >= 0 && end >= start ? end - start : -1;
}
