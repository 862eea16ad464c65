using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Plans;

/// <summary>What of a scenario is measured by itself: its iterations, requests, groups, checks and metrics of its own.</summary>
public sealed class ScenarioSeries
{
    private readonly Dictionary<(string Family, string Name), string> _keys = [];

    private ScenarioSeries(IReadOnlyList<FlowStep> flow)
    {
        FlowStep[] steps = [.. Walk(flow)];
        ILookup<string, LoadSeries> measures = steps.SelectMany(Measured).ToLookup(m => m.Title);
        All =
        [
            .. Named(SeriesKey.Request, steps.SelectMany(RequestNames)),
            .. Named(SeriesKey.Stream, steps.SelectMany(StreamNames)),
            .. Named(SeriesKey.Group, steps.SelectMany(GroupNames)),
            new LoadSeries(SeriesKey.Iterations, SeriesKey.Iterations),
            .. Named(SeriesKey.Check, steps.SelectMany(CheckNames)),
            .. Named(SeriesKey.Measure, measures.Select(m => m.Key)).Select(s => measures[s.Title].First().Under(s.Key)),
        ];
    }

    /// <summary>Every series, in the order of the flow.</summary>
    public IReadOnlyList<LoadSeries> All { get; }

    /// <summary>The requests.</summary>
    public IEnumerable<LoadSeries> Requests => All.Where(s => s.Kind == SeriesKind.Request);

    /// <summary>The streams of messages.</summary>
    public IEnumerable<LoadSeries> Streams => All.Where(s => s.Kind == SeriesKind.Stream);

    /// <summary>The series of a flow.</summary>
    public static ScenarioSeries Of(IReadOnlyList<FlowStep> flow) => new(flow);

    /// <summary>The key of a request, group, check or metric by its display name.</summary>
    /// <exception cref="KeyNotFoundException">The flow has no such name.</exception>
    public string KeyOf(string family, string name) => _keys[(family, name)];

    /// <summary>All steps of a flow, nested ones too, in the order in which they stand.</summary>
    public static IEnumerable<FlowStep> Walk(IEnumerable<FlowStep> steps) => steps.SelectMany(step => (FlowStep[])[step, .. Walk(Inner(step))]);

    private static IEnumerable<string> StreamNames(FlowStep step) => step switch
    {
        RequestStep { Stream: { } stream } => [stream],
        K6Step script => script.Series.Streams,
        _ => [],
    };

    private static IEnumerable<string> CheckNames(FlowStep step) => step switch
    {
        RequestStep request => request.Checks.Keys,
        ScriptStep script => script.Script.Checks,
        K6Step script => script.Series.Checks,
        _ => [],
    };

    private static IEnumerable<string> GroupNames(FlowStep step) => step switch
    {
        GroupStep group => [group.Name],
        ParallelStep parallel => [parallel.Name],
        HttpStep { Resources: not null } page => [PageResources.GroupOf(page.Name)],
        K6Step script => script.Series.Groups,
        _ => [],
    };

    private static IEnumerable<string> RequestNames(FlowStep step) => step switch
    {
        HttpStep { Resources: not null } page => [page.Name, PageResources.NameOf(page.Name)],
        RequestStep request => [request.Name],
        K6Step script => script.Series.Requests.Select(r => r.Name),
        _ => [],
    };

    private static IEnumerable<LoadSeries> Measured(FlowStep step) => step switch
    {
        RequestStep request => request.Measures.Select(m => new LoadSeries("", m.Key)
        {
            Measure = m.Value.Kind,
            Unit = m.Value.Unit,
            Worse = m.Value.Worse,
        }),
        K6Step script => script.Series.Metrics.Select(m => new LoadSeries("", m.Name)
        {
            Measure = m.Kind,
            Unit = m.Unit,
            Worse = m.Worse,
        }),
        _ => [],
    };

    private static IEnumerable<FlowStep> Inner(FlowStep step) => step switch
    {
        GroupStep group => group.Do,
        IfStep choice => choice.Then.Concat(choice.Else),
        RepeatStep repeat => repeat.Do,
        EachStep each => each.Do,
        WhileStep loop => loop.Do,
        PollStep poll => poll.Do,
        RetryStep retry => retry.Do,
        ParallelStep parallel => parallel.Do,
        ChooseStep choose => choose.Ways.SelectMany(w => w.Do),
        _ => [],
    };

    private IEnumerable<LoadSeries> Named(string family, IEnumerable<string> names)
    {
        foreach ((string name, string slug) in SeriesSlugs.Of(names))
        {
            _keys.Add((family, name), SeriesKey.Of(family, slug));
            yield return new LoadSeries(SeriesKey.Of(family, slug), name);
        }
    }
}
