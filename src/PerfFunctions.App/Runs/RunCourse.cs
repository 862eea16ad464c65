using System.Text.Json;
using PerfFunctions.Api;
using PerfFunctions.Api.Live;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.Runs;

/// <summary>Reads the load of a run over time.</summary>
public sealed class RunCourse(LiveLog log)
{
    /// <summary>The points of a page that shows a whole run.</summary>
    public const int UsualPoints = 600;

    /// <summary>A range of the load, and where in the log of the run what comes later is; no seconds before there is load.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="from">First second of the range.</param>
    /// <param name="to">The second after its last; null for all there are.</param>
    /// <param name="points">How many points at most; an even number.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<(RunSeries Series, long Next)> ReadAsync(
        string runId, int from, int? to, int points, CancellationToken cancellationToken)
    {
        List<LiveSecond> seconds = [];
        long next = 0;
        while (await log.ReadAsync(runId, next, cancellationToken) is { Count: > 0 } lines)
        {
            seconds.AddRange(lines.Select(line => JsonSerializer.Deserialize<LiveSecond>(line.Json, PerfJson.Options)!));
            next = lines[^1].Next;
        }

        return (SeriesSampler.Of(seconds, from, to, points), next);
    }
}
