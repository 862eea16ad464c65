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
        .. plan.Fixtures.SelectMany(f => Flow(f.Name, f.Flow)),
        .. plan.Fixtures.Take(1).SelectMany(f => Token("", f)),
        .. plan.Load.SelectMany(Scenario),
        .. plan.Pages.SelectMany(Page),
        .. plan.Feeds.Where(f => f.From is not null).Select(f => new NamedAddress($"feeds.{f.Name}.from", f.From!.OriginalString, AddressUse.Fetched)),
    ];

    private static IEnumerable<NamedAddress> Scenario(Scenario scenario)
    {
        string path = $"load.{scenario.Name}";
        return [.. Token($"{path}.", scenario), .. Steps(path, scenario)];
    }

    private static IEnumerable<NamedAddress> Token(string path, Scenario scenario) => scenario.Http.Auth is OAuthAuthorization auth
        ? [new($"{path}http.auth.oauth.token", auth.TokenAddress, AddressUse.Fetched)]
        : [];

    private static IEnumerable<NamedAddress> Steps(string path, Scenario scenario) =>
        [.. Flow($"{path}.once", scenario.Once), .. Flow($"{path}.flow", scenario.Flow)];

    private static IEnumerable<NamedAddress> Flow(string path, IReadOnlyList<FlowStep> steps) =>
        steps.SelectMany((step, i) => Step($"{path}[{i}]", step));

    private static IEnumerable<NamedAddress> Step(string path, FlowStep step) => step switch
    {
        HttpStep http => Absolute($"{path}.{http.Method.ToLowerInvariant()}", http.Path),
        IfStep branch => [.. Flow($"{path}.then", branch.Then), .. Flow($"{path}.else", branch.Else)],
        GroupStep group => Flow($"{path}.do", group.Do),
        RepeatStep repeat => Flow($"{path}.do", repeat.Do),
        EachStep each => Flow($"{path}.each.do", each.Do),
        WhileStep loop => Flow($"{path}.do", loop.Do),
        PollStep poll => Flow($"{path}.poll.do", poll.Do),
        RetryStep retry => Flow($"{path}.retry.do", retry.Do),
        ParallelStep parallel => Flow($"{path}.parallel", parallel.Do),
        ChooseStep choose => choose.Ways.SelectMany((way, i) => Flow($"{path}.choose[{i}].do", way.Do)),
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
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            ? [new(path, text, AddressUse.Tested)]
            : [];
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
        TextTemplate.TryParse(Text, out TextTemplate? template, out _) && Uri.TryCreate(template.Render(_ => value), UriKind.Absolute, out Uri? address)
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
}
