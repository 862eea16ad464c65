using System.Text.RegularExpressions;
using Acornima.Ast;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Engine.Plans.Protocols;

namespace PerfFunctions.Engine.Plans.Reading.K6;

/// <summary>Finds what a function of a script measures by name.</summary>
/// <param name="source">The script.</param>
/// <param name="reached">The functions that it calls, itself among them.</param>
internal sealed partial class K6Names(K6Source source, IReadOnlySet<K6Function> reached)
{
    private const int MaxDepth = 8;

    private readonly List<string> _addresses = [];
    private readonly K6Call[] _calls = [.. source.Calls.Where(c => c.Within is not null && reached.Contains(c.Within))];

    /// <summary>All of it.</summary>
    public K6Series Series()
    {
        K6Tags tags = new(source, Parameters());
        return new(Requests(), Groups(), Checks(), Metrics(), Math.Max(1, Sends()))
        {
            Streams = Sockets().Any() ? [ConnectStep.DefaultSocket] : [],
            CallsMethods = Invoked().Any(),
            UsesBrowser = UsesBrowser(),
            OnlyBrowses = UsesBrowser() && Sends() == 0,
            NamesRequests = NamesRequests(),
            Tags = tags.Said(),
            MakesTags = tags.AreMade(),
        };
    }

    // In the order of the text, and those that it does not name.
    private IReadOnlyList<K6Request> Requests() =>
    [
        .. Tagged().Concat(_calls.SelectMany(Sent)).Concat(Sockets().SelectMany(Connected)).Concat(Methods()).DistinctBy(r => r.Name),
        new K6Request(K6Script.OtherRequests),
    ];

    // The places that send, each once.
    private int Sends() => Sockets().Count() + Invoked().Count() + _calls.Sum(call =>
        call.Member is { } member && K6Modules.Following.Contains(member) ? 1
        : HttpFunction(call) is not { } function ? 0
        : function == K6Modules.Batch ? Math.Max(1, Items(call).Count())
        : 1);

    private IReadOnlyList<string> Checks() =>
        [.. EachCheck() is { Count: > 0 } each ? [K6Script.AllChecks, .. each] : (string[])[], .. Aborts() ? (string[])[K6Script.NotAborted] : []];

    private bool Aborts() => _calls.Any(call => call.Member == K6Modules.Abort && source.Imports.ModuleBehind(call.Callee) == K6Modules.Execution);

    // What a library checks may be called by ways that cannot be followed, such as properties that it makes.
    private IReadOnlyList<string> EachCheck() => WithOther(
        "check",
        source.Calls.Where(call => (call.Library is not null || IsReached(call.Within))
            && source.Imports.Of(call) is { Module: K6Modules.Core, Function: "check" }),
        call => call.Node.Arguments.Count > 1 && source.Resolve(call.Node.Arguments[1]) is ObjectExpression checks
            ? checks.Properties.Select(p => p is Property { Computed: false } property ? K6Function.KeyOf(property.Key) : null)
            : [null]);

    // What opens sockets is given: ws.connect(address, …), new WebSocket(address, …).
    private IEnumerable<NodeList<Expression>> Sockets() =>
        _calls.Where(call => source.Imports.Of(call) is { Module: K6Modules.Sockets, Function: K6Modules.Connect }).Select(call => call.Node.Arguments)
            .Concat(source.Constructed.Where(m => IsReached(m.Within) && IsSocket(m.Node.Callee)).Select(m => m.Node.Arguments));

    private bool IsReached(K6Function? within) => within is not null && reached.Contains(within);

    private bool IsSocket(Node callee) =>
        (callee is Identifier name ? source.Imports.Of(name)?.Module : source.Imports.ModuleBehind(callee)) is K6Modules.WebSockets or K6Modules.OlderWebSockets;

    // One with a name of its own is counted under that.
    private IEnumerable<K6Request> Connected(NodeList<Expression> given) =>
        !IsNamed(given) && RequestOf(K6Request.Connect, given.Count > 0 ? given[0] : null) is { } request ? [request] : [];

    // Methods of services that are called: client.invoke('shop.v1.Catalog/GetItem', …).
    private IEnumerable<K6Call> Invoked() => source.Imports.Uses(K6Modules.Grpc)
        ? _calls.Where(call => call.Member is { } member && K6Modules.Invoking.Contains(member) && call.Node.Arguments.Count > 0)
        : [];

    private IEnumerable<K6Request> Methods() => Invoked().Where(call => !IsNamed(call.Node.Arguments))
        .Select(call => TextOf(source.Resolve(call.Node.Arguments[0]))?.TrimStart('/')).OfType<string>().Where(Http.SeriesTitles.IsTitle)
        .Select(name => new K6Request(name));

    // The address that a client connects to has no scheme: grpc.shop.example:443.
    private IEnumerable<string> GrpcOrigins() => !source.Imports.Uses(K6Modules.Grpc) ? [] :
        from call in _calls
        where call is { Member: K6Modules.Connect, Node.Arguments.Count: > 0 }
        let address = TextOrDefault(source.Resolve(call.Node.Arguments[0]))
        where address is not null
        let isPlain = call.Node.Arguments.Count > 1 && source.Resolve(call.Node.Arguments[1]) is ObjectExpression parameters
            && PropertyOf(parameters, "plaintext") is BooleanLiteral { Value: true }
        select $"{(isPlain ? "http" : "https")}://{address}";

    // __ENV.ADDRESS || '127.0.0.1:443'
    private string? TextOrDefault(Node node) => node is LogicalExpression choice ? TextOf(source.Resolve(choice.Right)) : TextOf(node);

    private bool IsNamed(NodeList<Expression> given) =>
        given.Any(a => source.Resolve(a) is ObjectExpression parameters && NameTag(parameters) is not null);

    private IReadOnlyList<string> Groups() => WithOther(
        "group",
        _calls.Where(call => source.Imports.Of(call) is { Module: K6Modules.Core, Function: "group" }),
        call => [call.Node.Arguments.Count > 0 ? TextOf(source.Resolve(call.Node.Arguments[0])) : null]);

    // Of a metric in a variable those are not meant that the function does not name.
    private IReadOnlyList<K6Metric> Metrics()
    {
        HashSet<K6Binding?> named = [.. source.Names.Where(n => IsReached(n.Within)).Select(n => source.BindingOf(n.Node))];
        return
        [
            .. source.Constructed.Select(m => m.Node).Where(m => source.VariableOf(m) is not { } variable || named.Contains(variable))
                .Select(MetricOf).OfType<K6Metric>().Concat(UsesBrowser() ? K6BrowserMetrics.All : []).DistinctBy(m => m.Name),
        ];
    }

    private bool UsesBrowser() => source.Imports.Uses(K6Modules.Browser)
        && source.Names.Any(n => !n.IsKey && IsReached(n.Within) && source.Imports.ModuleBehind(n.Node) == K6Modules.Browser);

    // Addresses that pages of a browser go to.
    private IEnumerable<string> Visited() => !source.Imports.Uses(K6Modules.Browser) ? [] :
        from call in _calls
        where call is { Member: K6Modules.Goto, Node.Arguments.Count: > 0 }
        let address = AddressOf(source.Resolve(call.Node.Arguments[0]), 0)
        where address is not null
        select address;

    /// <summary>Names of the script's own metrics, those that none of its functions uses among them.</summary>
    public IReadOnlyList<string> MetricNames() => [.. source.Constructed.Select(m => MetricOf(m.Node)?.Name).OfType<string>().Distinct()];

    /// <summary>Where its requests go, as far as the text says it.</summary>
    public IReadOnlyList<string> Origins() =>
    [
        .. _addresses.Concat(GrpcOrigins()).Concat(Visited()).Select(a => Origin().Match(a).Value).Where(o => o.Length > 0).Select(K6Script.HttpAddress).Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    // Names that the script's text does not say are counted together, but for those that thresholds ask for.
    private IReadOnlyList<string> WithOther(string tag, IEnumerable<K6Call> calls, Func<K6Call, IEnumerable<string?>> names)
    {
        string?[] all = [.. calls.SelectMany(names)];
        string[] fit = [.. all.OfType<string>().Where(Http.SeriesTitles.IsTitle).Distinct()];
        return fit.Length == all.Distinct().Count()
            ? fit
            : [.. fit.Concat(Asked(tag).Select(n => n.TrimStart(':')).Where(Http.SeriesTitles.IsTitle)).Append(K6Script.Other).Distinct()];
    }

    private K6Metric? MetricOf(NewExpression made)
    {
        string? kind = made.Callee switch
        {
            Identifier id => source.Imports.Of(id) is { Module: K6Modules.Metrics } part ? part.Function : null,
            MemberExpression { Object: Identifier id } member when source.Imports.ModuleOf(id) == K6Modules.Metrics => K6Function.KeyOf(member.Property),
            _ => null,
        };
        if (kind is null || made.Arguments.Count == 0 || TextOf(source.Resolve(made.Arguments[0])) is not { } name || !Http.SeriesTitles.IsTitle(name))
        {
            return null;
        }

        bool isTime = made.Arguments.Count > 1 && made.Arguments[1] is BooleanLiteral { Value: true };
        return new K6Metric(
            name,
            kind switch { "Counter" => MeasureKind.Counter, "Rate" => MeasureKind.Rate, _ => MeasureKind.Trend },
            kind == "Rate" ? MetricUnit.Share : isTime ? MetricUnit.Milliseconds : MetricUnit.Count);
    }

    // { tags: { name: 'login' } }, and where the name is made while the script runs, those that thresholds ask for.
    private IEnumerable<K6Request> Tagged() => Parameters().Select(NameTag)
        .Concat(NamesRequests() ? Asked("name") : [])
        .OfType<string>().Where(Http.SeriesTitles.IsTitle).Select(name => new K6Request(name));

    private IEnumerable<ObjectExpression> Parameters() => source.Objects.Where(o => o.Within is null || reached.Contains(o.Within)).Select(o => o.Node);

    private bool NamesRequests() => Parameters().Any(p => NameNode(p) is { } name && TextOf(source.Resolve(name)) is null);

    private string? NameTag(ObjectExpression parameters) =>
        NameNode(parameters) is { } name && TextOf(source.Resolve(name)) is { } text && Http.SeriesTitles.IsTitle(text) ? text : null;

    private Node? NameNode(ObjectExpression parameters) =>
        PropertyOf(parameters, "tags") is { } tags && source.Resolve(tags) is ObjectExpression map ? PropertyOf(map, "name") : null;

    // 'http_req_duration{name:login}': the values of a tag in what thresholds are of.
    private IEnumerable<string> Asked(string tag) => source.Objects.SelectMany(o => o.Node.Properties.OfType<Property>())
        .Select(p => K6Function.KeyOf(p.Key)).OfType<string>()
        .Select(key => Filter().Match(key)).Where(m => m.Success)
        .SelectMany(m => m.Groups["tags"].Value.Split(','))
        .Select(pair => pair.Split(':', 2)).Where(pair => pair.Length == 2 && pair[0].Trim() == tag)
        .Select(pair => pair[1].Trim()).Distinct();

    private IEnumerable<K6Request> Sent(K6Call call)
    {
        if (HttpFunction(call) is not { } function)
        {
            return [];
        }

        if (function == K6Modules.Batch)
        {
            return Items(call).Select(BatchItem).OfType<K6Request>();
        }

        // One with a name of its own is counted under that.
        if (IsNamed(call.Node.Arguments))
        {
            return [];
        }

        string? method = K6Modules.Sending[function];
        Node? address = call.Node.Arguments.ElementAtOrDefault(method is null ? 1 : 0);
        method ??= call.Node.Arguments.Count > 0 ? TextOf(source.Resolve(call.Node.Arguments[0]))?.ToUpperInvariant() : null;
        return RequestOf(method, address) is { } request ? [request] : [];
    }

    private K6Request? BatchItem(Node item) => item switch
    {
        ArrayExpression { Elements: [{ } method, { } address, ..] } => RequestOf(TextOf(method)?.ToUpperInvariant(), address),
        ObjectExpression map => RequestOf(TextOf(PropertyOf(map, "method") ?? item)?.ToUpperInvariant() ?? "GET", PropertyOf(map, "url")),
        _ => RequestOf("GET", item),
    };

    private IEnumerable<Node> Items(K6Call call) => call.Node.Arguments.Count == 0 ? [] : source.Resolve(call.Node.Arguments[0]) switch
    {
        ArrayExpression list => list.Elements.OfType<Node>().Select(source.Resolve),
        ObjectExpression map => map.Properties.OfType<Property>().Select(p => source.Resolve(p.Value)),
        _ => [],
    };

    /// <summary>The value of a key of an object; null for none.</summary>
    public static Node? PropertyOf(ObjectExpression map, string name) =>
        map.Properties.OfType<Property>().FirstOrDefault(p => K6Function.KeyOf(p.Key) == name)?.Value;

    private string? HttpFunction(K6Call call) =>
        source.Imports.Of(call) is { Module: K6Modules.Http } part && (K6Modules.Sending.ContainsKey(part.Function) || part.Function == K6Modules.Batch)
            ? part.Function
            : null;

    private K6Request? RequestOf(string? method, Node? address)
    {
        if (method is null || address is null || AddressOf(source.Resolve(address), 0) is not { } written)
        {
            return null;
        }

        _addresses.Add(written);
        string path = K6Paths.PathOf(written);
        string name = $"{method} {path}";
        return Http.SeriesTitles.IsTitle(name) ? new K6Request(name, method, K6Paths.PatternOf(path)) : null;
    }

    // What is filled in stands in braces, by its name where it has one. A part at the begin is the address of the target.
    private string? AddressOf(Node node, int depth) => depth > MaxDepth ? null : node switch
    {
        StringLiteral text => text.Value,
        TemplateLiteral template => string.Concat(template.Quasis.SelectMany((quasi, i) =>
            (IEnumerable<string>)[quasi.Value.Cooked ?? "", i < template.Expressions.Count ? FilledIn(template.Expressions[i], depth) : ""])),
        NonLogicalBinaryExpression { Operator: Acornima.Operator.Addition } sum =>
            $"{AddressOf(sum.Left, depth + 1) ?? FilledIn(sum.Left, depth)}{AddressOf(sum.Right, depth + 1) ?? FilledIn(sum.Right, depth)}",
        TaggedTemplateExpression tagged => AddressOf(tagged.Quasi, depth + 1),
        _ => null,
    };

    private string FilledIn(Node part, int depth) =>
        source.Resolve(part) is StringLiteral or TemplateLiteral ? AddressOf(source.Resolve(part), depth + 1) ?? "{}" : part switch
        {
            Identifier id => $"{{{id.Name}}}",
            MemberExpression { Computed: false } member => $"{{{K6Function.KeyOf(member.Property)}}}",
            _ => "{}",
        };

    /// <summary>The text that a node says; null for none.</summary>
    public static string? TextOf(Node node) => node switch
    {
        StringLiteral text => text.Value,
        TemplateLiteral { Expressions.Count: 0 } template => template.Quasis[0].Value.Cooked,
        _ => null,
    };

    [GeneratedRegex(@"^\w+\{(?<tags>[^}]*)\}$")]
    private static partial Regex Filter();

    [GeneratedRegex("^(http|ws)s?://[a-zA-Z0-9.-]+(:[0-9]+)?")]
    private static partial Regex Origin();
}
