using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Templates;
using PerfFunctions.Load.Cookies;
using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Flows;

/// <summary>One way through a flow, with its values. A virtual user keeps it for its next iteration.</summary>
internal sealed class Iteration(ScenarioContext context)
{
    private readonly Dictionary<string, string> _captured = [];
    private readonly HashSet<string> _texts = [];
    private readonly Dictionary<string, int> _rows = [];
    private readonly Dictionary<object, int> _visits = [];
    private Dice _dice;
    private Func<TemplateSlot, string?>? _valueOf;

    /// <summary>Number over all shards.</summary>
    public long Number { get; private set; }

    /// <summary>Number of the user over all shards; in an open model every arrival is a user.</summary>
    public long User { get; private set; }

    /// <summary>The user's cookies; null when it keeps none.</summary>
    public CookieJar? Cookies { get; private set; }

    /// <summary>The connection that is the iteration's own; null when it uses the shared ones.</summary>
    public ConnectionScope? Scope { get; } =
        context.Scenario.Http.Connections == ConnectionUse.PerIteration ? new ConnectionScope() : null;

    public Exchange Exchange { get; } = new();

    /// <summary>The value of a slot; null when it has none.</summary>
    public Func<TemplateSlot, string?> ValueOf => _valueOf ??= Value;

    /// <summary>How long it has paused.</summary>
    public TimeSpan Paused { get; set; }

    /// <summary>Requests that failed.</summary>
    public int Failures { get; private set; }

    /// <summary>The first request that failed; null for none.</summary>
    public string? FirstFailed { get; private set; }

    /// <summary>The request that failed last; null for none.</summary>
    public string? LastFailed { get; private set; }

    /// <summary>A request failed.</summary>
    public void Fail(string request)
    {
        Failures++;
        FirstFailed ??= request;
        LastFailed = request;
    }

    /// <summary>Whether a variable was captured.</summary>
    public bool Has(string name) => _captured.ContainsKey(name);

    /// <summary>Becomes another iteration: of another user when <paramref name="isNewUser"/>, who brings no cookies.</summary>
    public void Begin(long number, long user, bool isNewUser)
    {
        Number = number;
        User = user;
        _dice = new Dice(context.Seed, number);
        _captured.Clear();
        _texts.Clear();
        _rows.Clear();
        _visits.Clear();
        Paused = TimeSpan.Zero;
        Failures = 0;
        FirstFailed = LastFailed = null;
        if (context.Scenario.Http.Cookies && (isNewUser || Cookies is null))
        {
            Cookies = new CookieJar();
        }
    }

    /// <summary>Keeps a captured value.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="value">Its value.</param>
    /// <param name="isText">Whether it was a text in JSON: it stays one there, whatever it looks like.</param>
    public void Set(string name, string value, bool isText)
    {
        _captured[name] = value;
        _ = isText ? _texts.Add(name) : _texts.Remove(name);
    }

    /// <summary>How often the iteration came by a step before.</summary>
    public int Visit(object step)
    {
        int before = _visits.GetValueOrDefault(step);
        _visits[step] = before + 1;
        return before;
    }

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

    private string? Value(TemplateSlot slot) => slot.Kind switch
    {
        SlotKind.Feed => context.Feeds.TryGetValue(slot.Name, out FeedTable? feed) ? feed.ValueAt(RowOf(slot.Name), slot.Arguments[0]) : null,
        SlotKind.Function when slot.Inner is { } inner => slot.IsJson
            ? JsonValue.Of(Value(inner) ?? "", _texts.Contains(inner.Name))
            : DerivedValues.Of(slot, Value(inner) ?? "", context.Secrets),
        SlotKind.Function => FunctionValues.Call(slot, this, context),
        _ => Variable(slot.Name),
    };

    private string? Variable(string name) =>
        _captured.TryGetValue(name, out string? captured) ? captured
        : context.Scenario.Variables.TryGetValue(name, out IReadOnlyList<string>? values) ? values[(int)(Number % values.Count)]
        : null;

    private int RowOf(string feed)
    {
        if (!_rows.TryGetValue(feed, out int row))
        {
            row = context.Feeds.TryGetValue(feed, out FeedTable? table)
                ? table.RowFor(Number, context.RowsAreOwnedByUsers ? User : Number)
                : -1;
            _rows.Add(feed, row);
        }

        return row;
    }
}
