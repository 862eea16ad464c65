using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Values;
using PerfFunctions.Load.Caching;
using PerfFunctions.Load.Cookies;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.Scripts;
using PerfFunctions.Load.Streams;

namespace PerfFunctions.Load.Flows;

/// <summary>One way through a flow, with its values. A virtual user keeps it for its next iteration.</summary>
internal sealed class Iteration : IEvaluationContext
{
    private readonly ScenarioContext _context;
    private readonly IterationValues _values;
    private Dice _dice;

    /// <summary>Makes one that has not begun.</summary>
    public Iteration(ScenarioContext context)
        : this(context, new IterationValues())
    {
    }

    private Iteration(ScenarioContext context, IterationValues values)
    {
        _context = context;
        _values = values;
        Scope = context.Scenario.Http.Connections == ConnectionUse.PerIteration ? new ConnectionScope() : null;
    }

    /// <summary>Number over all shards.</summary>
    public long Number { get; private set; }

    /// <summary>Number of the user over all shards; in an open model every arrival is a user.</summary>
    public long User { get; private set; }

    /// <inheritdoc />
    DateTimeOffset IEvaluationContext.Now => _context.Clock.Now;

    /// <inheritdoc />
    long IEvaluationContext.Iteration => Number;

    /// <summary>The user's cookies; null when it keeps none.</summary>
    public CookieJar? Cookies { get; private set; }

    /// <summary>The responses that the user keeps; null when it has no cache.</summary>
    public UserCache? Cache { get; private set; }

    /// <summary>The connection that is the iteration's own; null when it uses the shared ones.</summary>
    public ConnectionScope? Scope { get; }

    /// <summary>What stays open between its steps.</summary>
    public OpenStreams Streams => _values.Streams;

    /// <summary>What runs the user's scripts.</summary>
    public ScriptEngine Scripts => _values.Scripts;

    /// <summary>What runs a program of the scenario; it stays for the users that follow. Null until there is one.</summary>
    public object? Program
    {
        get => _values.Program;
        set => _values.Program = value;
    }

    public Exchange Exchange { get; } = new();

    /// <summary>How long it has paused.</summary>
    public TimeSpan Paused { get; set; }

    /// <summary>Whether it has sent a request.</summary>
    public bool HasSent { get; set; }

    /// <summary>Whether a failure of it aborts the run.</summary>
    public bool IsAborted { get; private set; }

    /// <summary>Requests that failed.</summary>
    public int Failures { get; private set; }

    /// <summary>The first request that failed; null for none.</summary>
    public string? FirstFailed { get; private set; }

    /// <summary>The request that failed last; null for none.</summary>
    public string? LastFailed { get; private set; }

    /// <summary>A request failed.</summary>
    /// <param name="request">Its name, or what went wrong apart from requests.</param>
    /// <param name="aborts">Whether that aborts the run.</param>
    public void Fail(string request, bool aborts = false)
    {
        IsAborted |= aborts;
        Failures++;
        FirstFailed ??= request;
        LastFailed = request;
    }

    /// <summary>Whether a variable was captured.</summary>
    public bool Has(string name) => _values.Find(name) is not null;

    /// <summary>Becomes another iteration: of another user when <paramref name="isNewUser"/>, who brings no cookies and nothing cached.</summary>
    public void Begin(long number, long user, bool isNewUser)
    {
        Number = number;
        User = user;
        _dice = new Dice(_context.Seed, number);
        _values.Clear(isNewUser);
        Paused = TimeSpan.Zero;
        HasSent = IsAborted = false;
        Failures = 0;
        FirstFailed = LastFailed = null;
        CookieLife life = _context.Scenario.Http.Cookies;
        if (life != CookieLife.Off && (isNewUser || Cookies is null || life == CookieLife.PerIteration))
        {
            Cookies = new CookieJar();
        }

        if (isNewUser && _context.Scenario.Http.Cache == CacheUse.PerUser)
        {
            Cache = new UserCache();
        }
    }

    /// <summary>Keeps a captured value.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="value">Its value.</param>
    public void Set(string name, Value value)
    {
        _values.Set(name, value);
        _context.Captured?.Invoke(name, value);
    }

    /// <summary>How often the iteration came by a step before.</summary>
    public int Visit(object step) => _values.Visit(step);

    /// <summary>Whether the user has yet to do what it does once; again, when a connection that it made then has ended.</summary>
    public bool IsFirstOfUser => !_values.HasOwn || Streams.HasLost;

    /// <summary>What was captured up to here belongs to the user, for all its iterations.</summary>
    public void KeepForUser() => _values.KeepForUser();

    /// <summary>The user leaves.</summary>
    public void Leave() => Streams.EndUser();

    /// <summary>A way that is gone beside others: with the same values, and a request of its own in progress.</summary>
    public Iteration Fork()
    {
        Iteration fork = new(_context, _values) { Number = Number, User = User, Cookies = Cookies, Cache = Cache };
        fork._dice = new Dice((long)_dice.Next(), Number);
        return fork;
    }

    /// <summary>Goes on after a way that was gone beside others.</summary>
    public void Join(Iteration fork)
    {
        fork.Scope?.Close();
        IsAborted |= fork.IsAborted;
        Failures += fork.Failures;
        FirstFailed ??= fork.FirstFailed;
        LastFailed = fork.LastFailed ?? LastFailed;
    }

    /// <summary>What has failed so far, to come back to.</summary>
    public (int Failures, string? First, string? Last) FailureMark => (Failures, FirstFailed, LastFailed);

    /// <summary>Comes back to what had failed before: it was made good.</summary>
    public void Forgive((int Failures, string? First, string? Last) mark) => (Failures, FirstFailed, LastFailed) = mark;

    /// <summary>Chance of its own.</summary>
    public ref Dice Dice => ref _dice;

    /// <summary>A feed of those named that has no row for this iteration; null when all have.</summary>
    public string? FindDry(IReadOnlyList<string> feeds)
    {
        foreach (string feed in feeds)
        {
            if (RowOf(feed) < 0)
            {
                return feed;
            }
        }

        return null;
    }

    /// <inheritdoc />
    public Value Variable(string name) =>
        _values.Find(name) is { } captured ? captured
        : _context.Scenario.Variables.TryGetValue(name, out IReadOnlyList<Value>? values) ? values[(int)(Number % values.Count)]
        : _context.Values.GetValueOrDefault(name);

    /// <inheritdoc />
    public bool IsFeed(string name) => _context.Feeds.ContainsKey(name);

    /// <inheritdoc />
    public Value Column(string feed, string column) =>
        _context.Feeds.TryGetValue(feed, out FeedTable? table) && table.ValueAt(RowOf(feed), column) is { } value ? Value.Of(value) : Value.Null;

    /// <inheritdoc />
    public string Secret(string name) => _context.Secrets.GetValueOrDefault(name) ?? "";

    /// <inheritdoc />
    public ulong NextRandom() => _dice.Next();

    private int RowOf(string feed) => _values.FindRow(feed) ?? _values.SetRow(
        feed, _context.Feeds.TryGetValue(feed, out FeedTable? table) ? table.RowFor(Number, _context.RowsAreOwnedByUsers ? User : Number) : -1);
}
