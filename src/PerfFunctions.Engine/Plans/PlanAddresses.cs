using System.Net;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Expressions;

namespace PerfFunctions.Engine.Plans;

/// <summary>Finds the addresses that a plan names, besides its target and those that pages are compared with.</summary>
public static class PlanAddresses
{
    /// <summary>All absolute addresses, in the order of the plan.</summary>
    public static IReadOnlyList<NamedAddress> Of(PerfPlan plan) =>
    [
        .. plan.Resolve.Select(pair => new NamedAddress($"resolve.{pair.Key}", $"http://{new IPEndPoint(pair.Value, 80)}/", AddressUse.Tested)),
        .. plan.Fixtures.SelectMany(Steps),
        .. plan.Fixtures.Take(1).SelectMany(f => Settings("", f)),
        .. plan.Load.SelectMany(Scenario),
        .. plan.Pages.SelectMany(Page),
        .. plan.Feeds.Where(f => f.From is not null).Select(f => new NamedAddress($"feeds.{f.Name}.from", f.From!.OriginalString, AddressUse.Fetched)),
    ];

    private static IEnumerable<NamedAddress> Scenario(Scenario scenario)
    {
        string path = $"load.{scenario.Name}";
        return [.. Settings($"{path}.", scenario), .. Steps(scenario)];
    }

    private static IEnumerable<NamedAddress> Settings(string path, Scenario scenario) =>
    [
        .. scenario.Http.Auth is OAuthAuthorization auth
            ? [new NamedAddress($"{path}http.auth.oauth.token", auth.TokenAddress, AddressUse.Fetched)]
            : Array.Empty<NamedAddress>(),
        .. scenario.Http.Proxy is { } proxy
            ? [new NamedAddress($"{path}http.proxy", proxy.Address, AddressUse.Tested)]
            : Array.Empty<NamedAddress>(),
        .. Hosts($"{path}http", scenario.Http.Resources),
        .. scenario.Flow.OfType<K6Step>().SelectMany(s => s.Script.Origins).Distinct().Select(o => new NamedAddress("k6.file", o, AddressUse.Tested)),
    ];

    /// <summary>All requests of a scenario, of a setup or of a teardown, each with where the plan has it.</summary>
    internal static IEnumerable<(string Path, HttpStep Step)> RequestsOf(Scenario scenario) => Fixture.Names.Contains(scenario.Name)
        ? Requests(scenario.Name, scenario.Flow)
        : [.. Requests($"load.{scenario.Name}.once", scenario.Once), .. Requests($"load.{scenario.Name}.flow", scenario.Flow)];

    private static IEnumerable<NamedAddress> Steps(Scenario scenario) => RequestsOf(scenario).SelectMany(r => (NamedAddress[])
    [
        .. Absolute($"{r.Path}.{r.Step.Key}", r.Step.Path),
        .. ReferenceEquals(r.Step.Resources, scenario.Http.Resources) ? [] : Hosts(r.Path, r.Step.Resources),
    ]);

    private static IEnumerable<NamedAddress> Hosts(string path, PageResources? resources) =>
        (resources?.Hosts ?? []).Select((host, i) => new NamedAddress($"{path}.resources.hosts[{i}]", $"https://{host}/", AddressUse.Tested));

    /// <summary>All requests of a flow, each with where the plan has it.</summary>
    internal static IEnumerable<(string Path, HttpStep Step)> Requests(string path, IReadOnlyList<FlowStep> steps) =>
        steps.SelectMany((step, i) => Requests($"{path}[{i}]", step));

    private static IEnumerable<(string Path, HttpStep Step)> Requests(string path, FlowStep step) => step switch
    {
        HttpStep http => [(path, http)],
        IfStep branch => [.. Requests($"{path}.then", branch.Then), .. Requests($"{path}.else", branch.Else)],
        GroupStep group => Requests($"{path}.do", group.Do),
        RepeatStep repeat => Requests($"{path}.do", repeat.Do),
        EachStep each => Requests($"{path}.each.do", each.Do),
        WhileStep loop => Requests($"{path}.do", loop.Do),
        PollStep poll => Requests($"{path}.poll.do", poll.Do),
        RetryStep retry => Requests($"{path}.retry.do", retry.Do),
        ParallelStep parallel => Requests($"{path}.parallel", parallel.Do),
        ChooseStep choose => choose.Ways.SelectMany((way, i) => Requests($"{path}.choose[{i}].do", way.Do)),
        _ => [],
    };

    private static IEnumerable<NamedAddress> Page(Page page)
    {
        string path = $"pages.{page.Name}";
        return [.. Absolute($"{path}.path", page.Path), .. Journey($"{path}.login", page.Conditions.Login), .. Journey($"{path}.steps", page.Steps)];
    }

    private static IEnumerable<NamedAddress> Journey(string path, IReadOnlyList<JourneyStep> steps) =>
        steps.SelectMany((step, i) => step.Act is OpenAct open ? Absolute($"{path}[{i}].open", open.Path) : []);

    private static IEnumerable<NamedAddress> Absolute(string path, string text) =>
        IsAbsolute(text) ? [new(path, text, AddressUse.Tested)] : [];

    /// <summary>Whether a path is an address of its own.</summary>
    internal static bool IsAbsolute(string path) =>
        path.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || path.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
}

/// <summary>An address that a plan names.</summary>
/// <param name="Path">Where in the plan.</param>
/// <param name="Text">As written, with its <c>${…}</c>.</param>
/// <param name="Use">What for.</param>
public sealed record NamedAddress(string Path, string Text, AddressUse Use)
{
    /// <summary>The address with something in place of each <c>${…}</c>; null where that makes none.</summary>
    public Uri? Sample => Filled("1");

    /// <summary>Whether its host or port is only known when a request is sent.</summary>
    public bool IsOpen => Sample is not { } one || Filled("2") is not { } two || one.Authority != two.Authority;

    private Uri? Filled(string value) =>
        TextTemplate.TryParse(Text, out TextTemplate? template, out _) && Uri.TryCreate(template.Render(value), UriKind.Absolute, out Uri? address)
            ? address
            : null;
}

/// <summary>What an address is used for.</summary>
public enum AddressUse
{
    /// <summary>Load or page loads go there: it has to be the asker's own.</summary>
    Tested,

    /// <summary>Something is fetched from there once, such as a feed or a token: only where it leads is looked at.</summary>
    Fetched,

    /// <summary>
    /// Requests to another address name its host in their <c>Host</c> header: it has to be the asker's own; nothing connects to it.
    /// </summary>
    Named,
}
