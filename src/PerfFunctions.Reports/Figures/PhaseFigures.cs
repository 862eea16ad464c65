using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Reports.Figures;

/// <summary>One phase of a scenario's requests; times in milliseconds.</summary>
/// <param name="Phase">Which.</param>
/// <param name="Count">How often it happened.</param>
/// <param name="P50">Median.</param>
/// <param name="P95">95th percentile.</param>
/// <param name="Max">Largest.</param>
/// <param name="TotalMs">Of all requests together.</param>
/// <param name="Share">The same as a share (0 to 1) of the time of all phases.</param>
public sealed record PhaseFigures(RequestPhase Phase, long Count, double P50, double P95, double Max, double TotalMs, double Share)
{
    /// <summary>The phases in the order in which a request passes them; those in which nothing happened are not in it.</summary>
    /// <param name="encoded">Encoded histograms.</param>
    public static IReadOnlyList<PhaseFigures> Of(IReadOnlyDictionary<RequestPhase, byte[]> encoded)
    {
        PhaseFigures[] phases =
        [
            .. from phase in encoded
               orderby phase.Key
               let times = LatencyHistogram.Decode(phase.Value)
               where times.Count > 0
               select new PhaseFigures(
                   phase.Key, times.Count, times.PercentileMs(50), times.PercentileMs(95), times.MaxMs, times.MeanMs * times.Count, 0),
        ];
        double all = phases.Sum(p => p.TotalMs);
        return [.. phases.Select(p => p with { Share = p.TotalMs / all })];
    }

    /// <summary>What a phase is called.</summary>
    internal static string NameOf(RequestPhase phase) => phase switch
    {
        RequestPhase.Dns => "DNS",
        RequestPhase.Tls => "TLS",
        _ => phase.ToString().ToLowerInvariant(),
    };

    /// <summary>What it is called.</summary>
    internal string Name => NameOf(Phase);

    /// <summary>What happens in it.</summary>
    internal string Meaning => Phase switch
    {
        RequestPhase.Dns => "resolving the host name",
        RequestPhase.Connect => "opening a connection",
        RequestPhase.Tls => "the TLS handshake",
        RequestPhase.Send => "sending the request",
        RequestPhase.Wait => "waiting for the first byte",
        _ => "receiving the response",
    };
}
