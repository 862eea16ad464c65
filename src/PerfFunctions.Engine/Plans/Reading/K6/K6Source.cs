using Acornima;
using Acornima.Ast;
using PerfFunctions.Engine.Plans.Reading.Scripts;

namespace PerfFunctions.Engine.Plans.Reading.K6;

/// <summary>The parts of a script, as far as they matter: what it imports, its functions and its calls.</summary>
internal sealed class K6Source
{
    private const int MaxDepth = 400;

    private readonly List<K6Function> _functions = [];
    private readonly List<K6Call> _calls = [];
    private readonly List<NewExpression> _constructed = [];
    private readonly List<K6Name> _names = [];
    private readonly List<(ObjectExpression Node, K6Function? Within)> _objects = [];
    private readonly Dictionary<string, Node> _exported = [];
    private readonly HashSet<int> _statements = [];
    private readonly Dictionary<string, Node> _constants = [];
    private readonly List<ScriptMistake> _mistakes = [];

    private K6Source(string text) => Text = text;

    public string Text { get; }

    public K6Imports Imports { get; } = new();

    public IReadOnlyList<K6Function> Functions => _functions;

    public IReadOnlyList<K6Call> Calls => _calls;

    public IReadOnlyList<NewExpression> Constructed => _constructed;

    /// <summary>Names, where they stand.</summary>
    public IReadOnlyList<K6Name> Names => _names;

    public IReadOnlyList<(ObjectExpression Node, K6Function? Within)> Objects => _objects;

    /// <summary>Exported functions by name: the function, or the name that it has in the script.</summary>
    public IReadOnlyDictionary<string, Node> Exported => _exported;

    public IReadOnlyList<ScriptMistake> Mistakes => _mistakes;

    /// <summary>Whether a statement that is an expression begins here.</summary>
    public bool IsStatement(int position) => _statements.Contains(position);

    /// <summary>The value that a name has where it is declared once; the node itself for any other.</summary>
    public Node Resolve(Node node) => node is Identifier id && _constants.TryGetValue(id.Name, out Node? value) ? value : node;

    /// <summary>The variable whose value something is; null for none.</summary>
    public string? VariableOf(Node value) => _constants.FirstOrDefault(c => c.Value == value).Key;

    /// <summary>Notes a mistake at a part of the script.</summary>
    public void Refuse(Node node, string message, string allowed) => _mistakes.Add(
        new ScriptMistake(node.Location.Start.Line, node.Location.Start.Column + 1, message, allowed));

    /// <summary>The parts of a script, or its mistakes.</summary>
    public static K6Source Parse(string text)
    {
        K6Source source = new(text);
        try
        {
            source.Walk(new Parser().ParseModule(text));
        }
        catch (ParseErrorException e)
        {
            source._mistakes.Add(new ScriptMistake(e.LineNumber, e.Column + 1, e.Description.TrimEnd('.'), "a JavaScript module"));
        }
        catch (InsufficientExecutionStackException)
        {
            source._mistakes.Add(new ScriptMistake(1, 1, "the script is nested too deeply", $"at most {MaxDepth} levels"));
        }

        return source;
    }

    // Without recursion: how deep the tree is, the author of the script decides.
    private void Walk(Node root)
    {
        Stack<(Node Node, Node? Parent, K6Function? Within, int Depth)> open = new([(root, null, null, 0)]);
        while (open.TryPop(out (Node Node, Node? Parent, K6Function? Within, int Depth) next))
        {
            if (next.Depth > MaxDepth)
            {
                Refuse(next.Node, "the script is nested too deeply", $"at most {MaxDepth} levels");
                return;
            }

            K6Function? within = Look(next.Node, next.Parent, next.Within);
            foreach (Node child in next.Node.ChildNodes.Reverse())
            {
                open.Push((child, next.Node, within, next.Depth + 1));
            }
        }
    }

    // The function that the parts of a node stand in.
    private K6Function? Look(Node node, Node? parent, K6Function? within)
    {
        switch (node)
        {
            case ImportDeclaration import:
                Import(import);
                break;
            case ImportExpression:
                Refuse(node, "a script imports at its top only", "import … from 'k6/http'");
                break;
            case ExportDefaultDeclaration or ExportNamedDeclaration:
                Export(node);
                break;
            case IFunction:
                _functions.Add(new K6Function(node, parent, within));
                return _functions[^1];
            case CallExpression call:
                _calls.Add(new K6Call(call, parent, within));
                break;
            case NewExpression made:
                _constructed.Add(made);
                break;
            case ExpressionStatement:
                _statements.Add(node.Range.Start);
                break;
            case VariableDeclarator { Id: Identifier id, Init: { } value }:
                _constants[id.Name] = _constants.ContainsKey(id.Name) ? id : value;
                break;
            case Identifier name:
                _names.Add(new K6Name(name, parent, within));
                break;
            case ObjectExpression map:
                _objects.Add((map, within));
                break;
        }

        return within;
    }

    private void Import(ImportDeclaration import)
    {
        string module = import.Source.Value;
        if (!K6Modules.Waiting.ContainsKey(module))
        {
            bool isApart = module.StartsWith('.') || module.StartsWith('/') || module.Contains("://", StringComparison.Ordinal);
            Refuse(
                import.Source,
                isApart ? $"'{module}' is a file of its own, and the script has to be one"
                : K6Modules.IsExtension(module) ? $"'{module}' is an extension of k6, which cannot be run"
                : $"there is no module '{module}'",
                isApart ? "what 'perf bundle' makes of the script and its modules" : string.Join(", ", K6Modules.Waiting.Keys));
            return;
        }

        foreach (ImportDeclarationSpecifier part in import.Specifiers)
        {
            Imports.Add(module, part is ImportSpecifier named ? K6Function.KeyOf(named.Imported) : null, part.Local.Name);
        }
    }

    private void Export(Node node)
    {
        if (node is ExportDefaultDeclaration { Declaration: IFunction or Identifier } whole)
        {
            _exported["default"] = whole.Declaration;
        }
        else if (node is ExportNamedDeclaration named)
        {
            IEnumerable<(string? Name, Node Function)> exported = named.Declaration switch
            {
                FunctionDeclaration { Id: { } id } function => [(id.Name, function)],
                VariableDeclaration variables => variables.Declarations.Where(d => d.Init is IFunction).Select(d => ((string?)((Identifier)d.Id).Name, (Node)d.Init!)),
                _ => named.Specifiers.Select(s => (K6Function.KeyOf(s.Exported), (Node)s.Local)),
            };
            foreach ((string? name, Node function) in exported.Where(e => e.Name is not null))
            {
                _exported[name!] = function;
            }
        }
    }
}

/// <summary>A name in a script.</summary>
/// <param name="Node">The name.</param>
/// <param name="Parent">What it is a part of.</param>
/// <param name="Within">The function that it stands in; null for the script itself.</param>
internal readonly record struct K6Name(Identifier Node, Node? Parent, K6Function? Within);

/// <summary>The names by which a script knows what it imports.</summary>
internal sealed class K6Imports
{
    private readonly Dictionary<string, (string Module, string? Name)> _names = [];

    /// <summary>Takes note of a name; <paramref name="imported"/> is null for the module as a whole.</summary>
    public void Add(string module, string? imported, string local) => _names[local] = (module, imported == "default" ? null : imported);

    /// <summary>Whether a name is that of an import.</summary>
    public bool Has(string name) => _names.ContainsKey(name);

    /// <summary>The module and the function that a call is of; null for any other.</summary>
    public (string Module, string Function)? Of(K6Call call) =>
        call.Name is { } name ? Of(name)
        : call is { Object: { } holder, Member: { } member } && _names.TryGetValue(holder, out (string Module, string? Name) whole) && whole.Name is null
            ? (whole.Module, member)
        : null;

    /// <summary>The module and the part of it that a name is of; null for any other, or a module as a whole.</summary>
    public (string Module, string Function)? Of(string name) =>
        _names.TryGetValue(name, out (string Module, string? Name) part) && part.Name is { } function ? (part.Module, function) : null;

    /// <summary>The module that a name is of as a whole; null for any other.</summary>
    public string? ModuleOf(string name) =>
        _names.TryGetValue(name, out (string Module, string? Name) whole) && whole.Name is null ? whole.Module : null;
}
