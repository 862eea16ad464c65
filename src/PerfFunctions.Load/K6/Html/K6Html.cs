using AngleSharp.Css.Parser;
using AngleSharp.Dom;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using PerfFunctions.Load.Scripts;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.K6.Html;

/// <summary>What the module of HTML pages asks the generator for: <c>host.html(what, nodes, …)</c>.</summary>
internal sealed class K6Html
{
    private const int MaxKnown = 100;

    private readonly JsEngine _engine;
    private readonly ScriptBudget _budget;
    private readonly CssSelectorParser _parser = new();
    private readonly Dictionary<string, IReadOnlyList<SelectorStep[]>> _known = [];
    private readonly Dictionary<string, Func<K6Nodes, JsValue[], JsValue>> _calls;

    private K6Html(JsEngine engine, ScriptBudget budget)
    {
        _engine = engine;
        _budget = budget;
        _calls = new()
        {
            ["size"] = (nodes, _) => new JsNumber(nodes.Nodes.Count),
            ["slice"] = (nodes, a) => Made(nodes.Nodes.Take(Place(a, 1, nodes)).Skip(Place(a, 0, nodes))),
            ["join"] = (nodes, a) => Made(nodes.Nodes.Concat(Given(a, 0).Nodes)),
            ["find"] = (nodes, a) => Made(nodes.Nodes.SelectMany(n => n.Descendants<IElement>()).Where(Test(At(a, 0)))),
            ["filter"] = (nodes, a) => Made(nodes.Nodes.Where(Test(At(a, 0)))),
            ["not"] = (nodes, a) => Made(nodes.Nodes.Where(Not(Test(At(a, 0))))),
            ["has"] = (nodes, a) => Made(nodes.Nodes.Where(Has(Test(At(a, 0))))),
            ["closest"] = (nodes, a) => Closest(nodes, Test(At(a, 0))),
            ["walk"] = (nodes, a) => Walk(nodes, At(a, 0).ToString(), At(a, 1), At(a, 2)),
            ["text"] = (nodes, _) => new JsString(string.Concat(nodes.Nodes.Select(Text))),
            ["inner"] = (nodes, _) => nodes.First switch
            {
                IElement element => new JsString(element.InnerHtml),
                IDocument { DocumentElement: { } root } => new JsString(root.OuterHtml),
                _ => JsValue.Undefined,
            },
            ["attributes"] = (nodes, _) => Pairs(nodes.Elements.FirstOrDefault()?.Attributes.Select(x => (x.Name, x.Value)) ?? []),
            ["attribute"] = (nodes, a) => Text(nodes.Elements.FirstOrDefault()?.GetAttribute(At(a, 0).ToString())),
            ["name"] = (nodes, _) => Text(nodes.First?.NodeName.ToLowerInvariant()),
            ["kind"] = (nodes, _) => nodes.First is { } node ? new JsNumber((int)node.NodeType) : JsValue.Undefined,
            ["content"] = (nodes, _) => Text(nodes.First?.NodeValue),
            ["value"] = (nodes, _) => Value(nodes),
            ["fields"] = (nodes, _) => Pairs(K6Form.Fields(nodes.Nodes)),
        };
    }

    /// <summary>Adds the function to what the modules of a script ask for.</summary>
    public static void AddTo(ObjectInstance host, JsEngine engine, ScriptBudget budget)
    {
        // Few scripts look at pages.
        Lazy<K6Html> html = new(() => new K6Html(engine, budget));
        Sandbox.Define(engine, host, "html", (_, arguments) => html.Value.Call(At(arguments, 0).ToString(), At(arguments, 1), [.. arguments.Skip(2)]));
        Sandbox.Define(engine, host, "addressFrom", (_, arguments) => AddressFrom(engine, At(arguments, 0).ToString(), At(arguments, 1).ToString()));
    }

    private static JsValue At(JsValue[] arguments, int place) => place < arguments.Length ? arguments[place] : JsValue.Undefined;

    private static JsValue Text(string? text) => text is null ? JsValue.Undefined : new JsString(text);

    // An address that a page names, from that of the page.
    private static JsString AddressFrom(JsEngine engine, string page, string address) =>
        Uri.TryCreate(page, UriKind.Absolute, out Uri? from) && Uri.TryCreate(from, address.Trim(), out Uri? whole)
            ? new JsString(whole.AbsoluteUri)
            : throw ScriptFailure.Thrown(engine, $"'{(address.Length > 80 ? address[..80] : address)}' is not an address");

    private JsValue Call(string what, JsValue given, JsValue[] arguments)
    {
        _budget.Look();
        return what == "parse" ? new K6Nodes(_engine, [K6Document.Parse(given.ToString(), _budget)])
            : given is K6Nodes nodes && _calls.TryGetValue(what, out Func<K6Nodes, JsValue[], JsValue>? call) ? call(nodes, arguments)
            : throw ScriptFailure.Thrown(_engine, "this is not a selection of a page");
    }

    private K6Nodes Given(JsValue[] arguments, int place) => At(arguments, place) as K6Nodes ?? new K6Nodes(_engine, []);

    private static int Place(JsValue[] arguments, int place, K6Nodes nodes) =>
        (int)Math.Clamp(TypeConverter.ToNumber(At(arguments, place)), 0, nodes.Nodes.Count);

    // Each once, in the order in which they are come by.
    private K6Nodes Made(IEnumerable<INode> nodes)
    {
        HashSet<INode> seen = [];
        List<INode> all = [];
        foreach (INode node in nodes)
        {
            _budget.Look();
            if (seen.Add(node))
            {
                all.Add(node);
            }
        }

        return new K6Nodes(_engine, all);
    }

    // What a script gives to choose by: a selector, nodes, or nothing.
    private Func<INode, bool> Test(JsValue given)
    {
        if (given is K6Nodes nodes)
        {
            HashSet<INode> all = [.. nodes.Nodes];
            return all.Contains;
        }

        if (given.IsUndefined() || given.IsNull())
        {
            return _ => true;
        }

        K6Selector selector = new(Selector(given.ToString()), _budget);
        return node => node is IElement element && selector.Fits(element);
    }

    private static Func<INode, bool> Not(Func<INode, bool> test) => node => !test(node);

    private static Func<INode, bool> Has(Func<INode, bool> test) => node => node.Descendants().Any(test);

    private IReadOnlyList<SelectorStep[]> Selector(string text)
    {
        if (_known.TryGetValue(text, out IReadOnlyList<SelectorStep[]>? known))
        {
            return known;
        }

        try
        {
            known = new SelectorReader(text, _parser).Read();
        }
        catch (FormatException e)
        {
            throw ScriptFailure.Thrown(_engine, e.Message);
        }

        if (_known.Count < MaxKnown)
        {
            _known.Add(text, known);
        }

        return known;
    }

    private K6Nodes Closest(K6Nodes nodes, Func<INode, bool> test) =>
        Made(nodes.Nodes.Select(n => NodeWalk.Above(n).Prepend(n).FirstOrDefault(test)).OfType<INode>());

    private K6Nodes Walk(K6Nodes nodes, string relation, JsValue until, JsValue filter)
    {
        Func<INode, bool> end = until.IsUndefined() || until.IsNull() ? _ => false : Test(until);
        return Made(nodes.Nodes.SelectMany(n => NodeWalk.Of(n, relation).TakeWhile(Not(end))).Where(Test(filter)));
    }

    private string Text(INode node)
    {
        _budget.Look();
        return node is IDocument document ? document.DocumentElement?.TextContent ?? "" : node.TextContent;
    }

    private JsValue Value(K6Nodes nodes)
    {
        if (nodes.Elements.FirstOrDefault() is not { } element)
        {
            return JsValue.Undefined;
        }

        IReadOnlyList<string> values = K6Form.ValueOf(element);
        return element.HasAttribute("multiple") ? new JsArray(_engine, [.. values.Select(v => new JsString(v))])
            : values.Count > 0 ? new JsString(values[0]) : JsValue.Undefined;
    }

    private JsArray Pairs(IEnumerable<(string Name, string Value)> pairs) =>
        new(_engine, [.. pairs.Select(p => new JsArray(_engine, [new JsString(p.Name), new JsString(p.Value)]))]);
}
