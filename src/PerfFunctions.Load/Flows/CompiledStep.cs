using System.Text;
using PerfFunctions.Engine.Expressions;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Protocols;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.Responses;

namespace PerfFunctions.Load.Flows;

/// <summary>An HTTP step made ready: a request that is always the same is made once.</summary>
internal sealed class CompiledStep
{
    private readonly HttpStep _step;
    private readonly ScenarioContext _context;
    private readonly CompiledText _path;
    private readonly (string Name, CompiledText Value)[] _query;
    private readonly CompiledBody? _body;
    private readonly (string Name, CompiledText Value)[] _headers;
    private readonly bool _endsConnection;
    private readonly string[] _captured;
    private readonly RequestDraft? _fixed;

    /// <summary>Makes a step ready.</summary>
    /// <param name="step">The step.</param>
    /// <param name="context">Its scenario.</param>
    /// <param name="observations">What is looked at besides what the step says; null for nothing.</param>
    public CompiledStep(HttpStep step, ScenarioContext context, IEnumerable<ResponseObservation>? observations = null)
    {
        HttpSettings http = context.Scenario.Http;
        _step = step;
        _context = context;
        _path = new CompiledText(step.Path, context);
        _query = [.. step.Query.Select(q => (Uri.EscapeDataString(q.Key), new CompiledText(q.Value, context)))];
        _body = step.Body is null ? null : CompiledBody.Of(step.Body, context);
        _endsConnection = http.Connections == ConnectionUse.PerRequest;
        _headers = [.. Headers(http).Select(h => (h.Key, new CompiledText(h.Value, context)))];
        Check = new ResponseCheck(step);
        Series = context.IndexOf(SeriesKey.Request, step.Name);
        Sampled = new SampledRequest(step.Name, Series, Check.Expected);
        Timings = new ServerTimings(context.Keys[Series]);
        Observations = [.. ResponseObservation.Of(step, context), .. observations ?? []];
        OnFailure = context.Scenario.OnFailureOf(step);
        Errors = step is GraphQlStep { ExpectsErrors: false } ? new GraphQlErrors() : null;
        LooksIntoBody = context.ReadsResponses
            || Errors is not null
            || step.Resources is not null
            || Check.LooksIntoBody
            || Observations.Any(o => o.LooksIntoBody);
        LooksIntoHeaders = context.ReadsResponses || Errors is not null || step.Resources is not null || Check.LooksIntoHeaders || Observations.Length > 0;
        _captured = [.. CapturedNames(context)];
        bool isFixed = _path.IsFixed && _query.All(q => q.Value.IsFixed) && _body?.IsFixed != false && _headers.All(h => h.Value.IsFixed);
        _fixed = isFixed ? Fixed(new Iteration(context)) : null;
    }

    /// <summary>What is expected of the response.</summary>
    public ResponseCheck Check { get; }

    /// <summary>Finds the errors of a GraphQL response; null for any other.</summary>
    public GraphQlErrors? Errors { get; }

    /// <summary>Its place among the series of the scenario.</summary>
    public int Series { get; }

    /// <summary>What examples of its failures say of it.</summary>
    public SampledRequest Sampled { get; }

    /// <summary>What the target states of it.</summary>
    public ServerTimings Timings { get; }

    /// <summary>Checks and metrics of the plan's own.</summary>
    public ResponseObservation[] Observations { get; }

    /// <summary>What a failure does to the iteration.</summary>
    public FailureAction OnFailure { get; }

    /// <summary>Whether the body has to be kept.</summary>
    public bool LooksIntoBody { get; }

    /// <summary>Whether the headers have to be kept.</summary>
    public bool LooksIntoHeaders { get; }

    /// <summary>Limit from send to last byte.</summary>
    public TimeSpan Timeout => _step.Timeout ?? _context.Scenario.Http.Timeout;

    /// <summary>Its name, as the plan gives it, or <c>GET /products</c>.</summary>
    public string Name => _step.Name;

    /// <summary>A variable that the request needs and that the iteration did not capture, because an earlier request failed; null for none.</summary>
    public string? FindUnset(Iteration iteration)
    {
        foreach (string name in _captured)
        {
            if (!iteration.Has(name))
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>The request of an iteration.</summary>
    /// <exception cref="UriFormatException">The filled-in path makes no address.</exception>
    public RequestDraft Draft(Iteration iteration) => _fixed ?? Render(iteration);

    // What only a capture sets. Where failures end their iterations, it is always set.
    private IEnumerable<string> CapturedNames(ScenarioContext context) =>
        !context.GoesOnAfterFailures
            ? []
            : _path.Slots.Concat(_query.Concat(_headers).SelectMany(h => h.Value.Slots)).Concat(_body?.Slots ?? [])
                .SelectMany(s => s.Expression.Walk()).OfType<NameExpression>().Select(n => n.Name)
                .Where(name => !context.Scenario.Variables.ContainsKey(name) && !context.Feeds.ContainsKey(name) &&
                    !context.Values.ContainsKey(name)).Distinct();

    // One that cannot be sent is made each time, so that each time says why.
    private RequestDraft? Fixed(Iteration iteration)
    {
        try
        {
            return Render(iteration);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private RequestDraft Render(Iteration iteration)
    {
        RequestDraft draft = new(
            _step.Method,
            TargetAddress.AsWritten(_context.Target, AddressOf(iteration)),
            [.. _headers.Select(h => new KeyValuePair<string, string>(h.Name, HeaderText(h.Name, h.Value.Render(iteration))))],
            _body?.Render(iteration))
        { EndsConnection = _endsConnection };
        return draft.Host is { } host && HostHeader.RefusalOf(_context.Policy, draft.Address, host) is { } refusal
            ? throw new UnfitValueException(refusal)
            : draft;
    }

    private string AddressOf(Iteration iteration)
    {
        string path = _path.RenderAddress(iteration);
        if (_query.Length == 0)
        {
            return path;
        }

        string query = string.Join('&', _query.Select(q => $"{q.Name}={Uri.EscapeDataString(q.Value.Render(iteration))}"));
        string[] parts = path.Split('#', 2);
        return $"{parts[0]}{(parts[0].Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";
    }

    private Dictionary<string, string> Headers(HttpSettings http)
    {
        Dictionary<string, string> headers = new(http.Headers, StringComparer.OrdinalIgnoreCase);
        foreach ((string name, string value) in _step.Headers)
        {
            headers[name] = value;
        }

        AddUnlessThere(headers, "Content-Type", _body?.ContentType);
        AddUnlessThere(headers, "Accept-Encoding", http.Compression ? "gzip, br, deflate" : null);
        AddUnlessThere(headers, "Authorization", http.Auth switch
        {
            BearerAuthorization bearer => $"Bearer {bearer.Token}",
            BasicAuthorization basic => $"Basic {Base64(basic)}",
            _ => null,
        });
        AddUnlessThere(headers, "Connection", _endsConnection ? "close" : null);
        return headers;
    }

    private static void AddUnlessThere(Dictionary<string, string> headers, string name, string? value)
    {
        if (value is not null)
        {
            headers.TryAdd(name, value);
        }
    }

    // Who logs in with another name each time writes the header with a feed; these are the same for all.
    private string Base64(BasicAuthorization basic)
    {
        Iteration first = new(_context);
        string pair = $"{new CompiledText(basic.User, _context).Render(first)}:{new CompiledText(basic.Password, _context).Render(first)}";
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));
    }

    // What the plan could not write there, as the reader of its headers has it, cannot come there by a value either.
    private static string HeaderText(string name, string value) => value.Any(c => c is (< ' ' or > '~') and not '\t')
        ? throw new UnfitValueException($"header {name}: a value is not printable ASCII")
        : value;
}

/// <summary>A filled-in value does not fit where it stands.</summary>
/// <param name="failure">Which, in words that can be counted.</param>
internal sealed class UnfitValueException(string failure) : FormatException(failure);
