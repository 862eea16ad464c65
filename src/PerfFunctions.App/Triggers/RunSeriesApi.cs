using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.Api;
using PerfFunctions.Api.Live;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Http;
using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.Triggers;

/// <summary>Gives the load of a run over time, at the resolution that a chart of it has.</summary>
public sealed class RunSeriesApi(RunStore runs, RunCourse course)
{
    private const int MinPoints = 10;
    private const int MaxPoints = 4000;

    // A week.
    private const int MaxSecond = 604_800;

    /// <summary>
    /// The load of a run second by second, or the smallest and the largest value of several seconds where the range has more
    /// seconds than points were asked for.
    /// </summary>
    [Function("GetRunSeries")]
    [RequireRole(Role.Read)]
    [Answers(typeof(RunSeries))]
    [Query("from", "First second, since the start of the load; 0 by default.")]
    [Query("to", "The second after the last; all there are by default.")]
    [Query("points", "Points at most, 10 to 4,000; 600 by default.")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/runs/{id}/series")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        List<FieldProblem> problems = [];
        int from = Number(request, "from", 0, MaxSecond, problems) ?? 0;
        int? to = Number(request, "to", from + 1, MaxSecond, problems);
        int points = Number(request, "points", MinPoints, MaxPoints, problems) ?? RunCourse.UsualPoints;
        if (problems.Count > 0)
        {
            return Problems.Fields(problems);
        }

        return await runs.FindAsync(id, cancellationToken) is null
            ? Problems.NotFound($"run '{id}'")
            : Results.Json((await course.ReadAsync(id, from, to, points - (points % 2), cancellationToken)).Series, PerfJson.Options);
    }

    private static int? Number(HttpRequest request, string name, int min, int max, List<FieldProblem> problems) =>
        QueryNumbers.Read(request, name, min, max, "is not a whole number in its range", problems);
}
