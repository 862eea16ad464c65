using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Load.Flows;

namespace PerfFunctions.Load.K6;

/// <summary>A script made ready; all users of a loop share it.</summary>
internal sealed class K6Program
{
    private const int MaxKnown = 2_000;

    private readonly ScenarioContext _context;
    private readonly HashSet<string> _named;
    private readonly K6Request[] _patterns;
    private readonly K6Tagged[] _tagged;
    private readonly HashSet<string> _groups;
    private readonly HashSet<string> _checks;
    private readonly Dictionary<(string Method, string Address), string> _known = [];
    private readonly Dictionary<(string Name, string Expected, string Tags), CompiledStep> _steps = [];
    private readonly Dictionary<(string Family, string Name), int> _places = [];
    private readonly Dictionary<string, string[]> _shared = [];

    public K6Program(K6Script script, ScenarioContext context)
    {
        _context = context;
        Script = script.At(context.Target);
        Code = K6Code.Of(script);
        K6WarmUp.Once(Code.ReadsPages);
        Files = K6Files.Of(script);
        K6Series[] measured = [.. context.Scenario.Steps.OfType<K6Step>().Select(s => s.Series)];
        K6Request[] requests = [.. measured.SelectMany(m => m.Requests)];
        _named = [.. requests.Where(r => r.IsNamed).Append(new K6Request(K6Script.OtherRequests)).Select(r => r.Name)];
        _tagged = [.. requests.Where(r => r.Tags is not null).DistinctBy(r => r.Name).Select(r => new K6Tagged(r.Tags!, context.IndexOf(SeriesKey.Request, r.Name)))];
        _patterns = [.. requests.Where(r => r.Method is not null)];
        _groups = [.. measured.SelectMany(m => m.Groups)];
        _checks = [.. measured.SelectMany(m => m.Checks)];
        Metrics = measured.SelectMany(m => m.Metrics).DistinctBy(m => m.Name).ToDictionary(m => m.Name);
        MetricNames = script.MetricNames.ToHashSet();
    }

    public K6Script Script { get; }

    public K6Code Code { get; }

    /// <summary>Files that it opens.</summary>
    public K6Files Files { get; }

    /// <summary>The script's own metrics by name.</summary>
    public IReadOnlyDictionary<string, K6Metric> Metrics { get; }

    /// <summary>Names of the metrics that its text makes.</summary>
    public IReadOnlySet<string> MetricNames { get; }

    /// <summary>Whether its functions can abort the test.</summary>
    public bool Aborts => _checks.Contains(K6Script.NotAborted);

    /// <summary>The step under whose name a request is counted.</summary>
    /// <param name="request">The request.</param>
    /// <param name="groups">The groups around it: <c>::front page</c>.</param>
    public CompiledStep StepOf(K6RequestDraft request, string groups)
    {
        string series = SeriesOf(request.Name, request.Draft.Method, request.Address);
        IReadOnlyList<StatusRange>? expected = request.Expected;
        K6Tagged[] tagged = _tagged.Length == 0 ? _tagged : [.. _tagged.Where(t => t.Fits(request, groups))];
        (string, string, string) key = (series, expected is null ? "" : string.Join(' ', expected), tagged.Length == 0 ? "" : string.Join(' ', tagged.Select(t => t.Series)));
        if (!_steps.TryGetValue(key, out CompiledStep? step))
        {
            _steps.Add(key, step = new CompiledStep(
                new HttpStep
                {
                    Name = series,
                    Method = request.Draft.Method,
                    Path = "/",
                    Expect = new Expectation { Status = expected ?? [] },
                    OnFailure = FailureAction.Continue,
                },
                _context,
                tagged.Select(t => t.Observation)));
        }

        return step;
    }

    /// <summary>The name under which a request is counted.</summary>
    public string SeriesOf(string? name, string method, string address) => name is null ? NameOf(method, address)
        : _named.Contains(name) ? name
        : K6Script.OtherRequests;

    /// <summary>The place of a group, check or metric; of those without a name of their own where the script does not name it. Null for none.</summary>
    public int? PlaceOf(string family, string name)
    {
        if (_places.TryGetValue((family, name), out int known))
        {
            return known;
        }

        IReadOnlyCollection<string> names = family switch
        {
            SeriesKey.Group => _groups,
            SeriesKey.Check => _checks,
            _ => [.. Metrics.Keys],
        };
        string? named = names.Contains(name) ? name : names.Contains(K6Script.Other) ? K6Script.Other : null;
        if (named is null)
        {
            return null;
        }

        int place = _context.IndexOf(family, named);
        if (_places.Count < MaxKnown)
        {
            _places.Add((family, name), place);
        }

        return place;
    }

    /// <summary>Adds a value to a metric; nothing where there is no such metric.</summary>
    public void Measure(K6Context context, string name, double value)
    {
        if (!Metrics.TryGetValue(name, out K6Metric? metric) || PlaceOf(SeriesKey.Measure, name) is not { } place || !double.IsFinite(value))
        {
            return;
        }

        TimeSpan now = context.Loop.Clock.Elapsed;
        if (metric.Kind == MeasureKind.Rate)
        {
            context.Recorder.Checked(now, place, value != 0);
        }
        else
        {
            context.Recorder.Measured(now, place, Math.Max(0, value), MeasureScale.Of(metric.Unit));
        }
    }

    /// <summary>The items of a shared list, as JSON; made when the first user asks for them.</summary>
    public string[] Shared(string name, Func<string[]> make)
    {
        if (!_shared.TryGetValue(name, out string[]? items))
        {
            _shared.Add(name, items = make());
        }

        return items;
    }

    private string NameOf(string method, string address)
    {
        if (_known.TryGetValue((method, address), out string? name))
        {
            return name;
        }

        string path = K6Paths.PathOf(address);

        // The whole path comes before its end, and one that is written out before one that is filled in.
        name = (_patterns.Where(r => r.Method == method && K6Paths.Fits(r.Path!, path)).MinBy(r => r.Path!.Count(c => c == '*'))
            ?? _patterns.Where(r => r.Method == method && K6Paths.FitsEnd(r.Path!, path)).MaxBy(r => r.Path!.Count(c => c == '/')))?.Name
            ?? K6Script.OtherRequests;
        if (_known.Count < MaxKnown)
        {
            _known.Add((method, address), name);
        }

        return name;
    }
}
