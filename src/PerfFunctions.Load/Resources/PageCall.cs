using System.Collections.Frozen;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Load.Flows;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.Responses;

namespace PerfFunctions.Load.Resources;

/// <summary>
/// Loads a page and then what it embeds. The page counts as any request; its resources are one series, and both together are a
/// group. A resource that fails fails the group, and the iteration goes on, as a visitor does.
/// </summary>
internal sealed class PageCall : ICall
{
    private static readonly string[] TakenOver = ["Authorization", "Host", "Accept-Encoding", "Connection"];

    private readonly PageContext _context;
    private readonly CompiledStep _page;
    private readonly int _group;

    /// <summary>Makes a step ready.</summary>
    /// <param name="step">The step, which has resources.</param>
    /// <param name="context">What it works with.</param>
    public PageCall(HttpStep step, PageContext context)
    {
        ScenarioContext scenario = context.Scenario;
        PageResources resources = step.Resources!;
        HttpStep resource = new()
        {
            Name = PageResources.NameOf(step.Name),
            Method = "GET",
            Path = "/",
            OnFailure = FailureAction.Continue,
            Timeout = step.Timeout,
        };
        _context = context;
        _page = new CompiledStep(step, scenario);
        _group = scenario.IndexOf(SeriesKey.Group, PageResources.GroupOf(step.Name));
        Resource = new CompiledStep(resource, scenario);
        Style = new CompiledStep(resource with { Resources = resources }, scenario);
        Max = resources.Max;
        Filter = new LinkFilter(resources, scenario.Policy);
        Headers = scenario.Scenario.Http.Headers.Keys.Concat(TakenOver).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <inheritdoc />
    public FailureAction OnFailure => _page.OnFailure;

    /// <inheritdoc />
    public bool Sends => true;

    /// <summary>How what it embeds is counted.</summary>
    public CompiledStep Resource { get; }

    /// <summary>The same for style sheets, which are looked into.</summary>
    public CompiledStep Style { get; }

    /// <summary>Most resources of a page.</summary>
    public int Max { get; }

    /// <summary>Which of them are loaded.</summary>
    public LinkFilter Filter { get; }

    /// <summary>Names of the page's headers that they take over.</summary>
    public IReadOnlySet<string> Headers { get; }

    /// <summary>What the documents embed that came last.</summary>
    public LinkMemory Memory { get; } = new();

    /// <inheritdoc />
    public async ValueTask<bool> RunAsync(Iteration iteration, TimeSpan scheduled)
    {
        bool isRight = await _context.Sender.SendAsync(_page, iteration, scheduled);
        Exchange exchange = iteration.Exchange;
        string? failure = !isRight ? _page.Name
            : exchange.Status is >= 200 and < 300 && IsHtml(exchange) ? await new PageLoad(this, _context, iteration).RunAsync()
            : null;
        if (!_context.Stop.IsCut)
        {
            TimeSpan now = _context.Loop.Clock.Elapsed;
            _context.Recorder.Ended(now, _group, now - scheduled, now - scheduled, failure);
        }

        return isRight;
    }

    private static bool IsHtml(IResponse response) =>
        ResponseBody.HeaderOf(response, "Content-Type")?.Split(';')[0].Trim().ToLowerInvariant() is "text/html" or "application/xhtml+xml";
}
