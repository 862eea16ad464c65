using Acornima;
using Acornima.Ast;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Engine.Plans.Reading.Scripts;

namespace PerfFunctions.Engine.Plans.Reading.K6;

/// <summary>The parts of a script, as far as they matter: what it imports, its functions and its calls.</summary>
internal sealed class K6Source
{
    private const int MaxDepth = 400;

    private readonly List<K6Function> _functions = [];
    private readonly List<K6Call> _calls = [];
    private readonly List<(NewExpression Node, K6Function? Within)> _constructed = [];
    private readonly List<K6Name> _names = [];
    private readonly List<(ObjectExpression Node, K6Function? Within)> _objects = [];
    private readonly Dictionary<string, Node> _exported = [];
    private readonly HashSet<int> _statements = [];
    private readonly List<VariableDeclarator> _variables = [];
    private readonly List<ImportDeclaration> _absent = [];
    private readonly Dictionary<K6Binding, Node> _constants = [];
    private readonly List<ScriptMistake> _mistakes = [];
    private readonly K6Scopes _scopes = new();
    private readonly string?[] _libraries;

    private K6Source(string text, string path)
    {
        Text = text;
        Imports = new K6Imports(_scopes);
        _libraries = K6Lines.Of(path, text).Libraries(text.Count(c => c == '\n') + 1);
    }

    public string Text { get; }

    public K6Imports Imports { get; }

    /// <summary>Whether a member of the script's own is reached by a value, so that its name does not say when it is called.</summary>
    public bool IsIndexed { get; private set; }

    public IReadOnlyList<K6Function> Functions => _functions;

    public IReadOnlyList<K6Call> Calls => _calls;

    public IReadOnlyList<(NewExpression Node, K6Function? Within)> Constructed => _constructed;

    /// <summary>Names, where they stand.</summary>
    public IReadOnlyList<K6Name> Names => _names;

    public IReadOnlyList<(ObjectExpression Node, K6Function? Within)> Objects => _objects;

    /// <summary>Names that are declared as the member of an object: <c>const { key: name } = object</c>.</summary>
    public IReadOnlyList<(Identifier Name, string Key)> Taken => _scopes.Taken;

    /// <summary>Imports of modules that there are not, which do no harm where nothing that runs uses them.</summary>
    public IReadOnlyList<ImportDeclaration> Absent => _absent;

    /// <summary>Exported functions by name: the function, or the name that it has in the script.</summary>
    public IReadOnlyDictionary<string, Node> Exported => _exported;

    public IReadOnlyList<ScriptMistake> Mistakes => _mistakes;

    /// <summary>Whether a statement that is an expression begins here.</summary>
    public bool IsStatement(int position) => _statements.Contains(position);

    /// <summary>What a name means; null for a key, or one that the script does not declare.</summary>
    public K6Binding? BindingOf(Identifier name) => _scopes.Of(name);

    /// <summary>Whether a name is declared where it stands.</summary>
    public bool IsDeclared(Identifier name) => _scopes.IsDeclared(name);

    /// <summary>The value that a name has where it is declared once; the node itself for any other.</summary>
    public Node Resolve(Node node) => node is Identifier id && BindingOf(id) is { } name && _constants.TryGetValue(name, out Node? value) ? value : node;

    /// <summary>The variable whose value something is; null for none.</summary>
    public K6Binding? VariableOf(Node value) => _constants.FirstOrDefault(c => c.Value == value).Key;

    /// <summary>The library that a node is of; null for the script's own.</summary>
    public string? LibraryOf(Node node) => _libraries[Math.Clamp(node.Location.Start.Line, 1, _libraries.Length) - 1];

    /// <summary>Notes a mistake at a part of the script.</summary>
    public void Refuse(Node node, string message, string allowed) => Refuse(node.Location.Start.Line, node.Location.Start.Column + 1, message, allowed);

    /// <summary>Notes a mistake at a place.</summary>
    public void Refuse(int line, int column, string message, string allowed) => _mistakes.Add(new ScriptMistake(line, column, message, allowed));

    /// <summary>The parts of a script, or its mistakes.</summary>
    /// <param name="text">The script.</param>
    /// <param name="path">Path of its file.</param>
    public static K6Source Parse(string text, string path)
    {
        K6Source source = new(text, path);
        try
        {
            source.Walk(new Parser().ParseModule(text));
        }
        catch (ParseErrorException e)
        {
            source.Refuse(e.LineNumber, e.Column + 1, e.Description.TrimEnd('.'), "a JavaScript module");
        }
        catch (InsufficientExecutionStackException)
        {
            source.Refuse(1, 1, "the script is nested too deeply", $"at most {MaxDepth} levels");
        }

        return source;
    }

    // Without recursion: how deep the tree is, the author of the script decides.
    private void Walk(Node root)
    {
        Stack<Place> open = new([new Place(root, null, null, null, _scopes.Top, 0)]);
        while (open.TryPop(out Place? next))
        {
            if (next.Depth > MaxDepth)
            {
                Refuse(next.Node, "the script is nested too deeply", $"at most {MaxDepth} levels");
                return;
            }

            K6Scope scope = _scopes.Enter(next.Node, next.Parent, next.Scope);
            K6Function? within = Look(next);
            Identifier? holder = next.Node is VariableDeclarator { Id: Identifier id } ? id : within == next.Within ? next.Holder : null;
            foreach (Node child in next.Node.ChildNodes.Reverse())
            {
                open.Push(new Place(child, next.Node, within, holder, scope, next.Depth + 1));
            }
        }

        _scopes.Resolve();
        FollowVariables();
    }

    private void FollowVariables()
    {
        foreach (VariableDeclarator variable in _variables)
        {
            if (variable is { Id: Identifier id, Init: { } value } && BindingOf(id) is { } binding)
            {
                _constants[binding] = _constants.ContainsKey(binding) ? id : value;
            }

            Imports.Follow(variable);
        }
    }

    // The function that the parts of a node stand in.
    private K6Function? Look(Place place)
    {
        switch (place.Node)
        {
            case ImportDeclaration import:
                Import(import);
                break;
            case ImportDeclarationSpecifier part when place.Parent is ImportDeclaration { Source.Value: { } module } && K6Modules.Waiting.ContainsKey(module):
                Imports.Add(module, part is ImportSpecifier named ? K6Function.KeyOf(named.Imported) : null, part.Local);
                break;
            case ImportExpression:
                Refuse(place.Node, "a script imports at its top only", "import … from 'k6/http'");
                break;
            case ExportDefaultDeclaration or ExportNamedDeclaration:
                Export(place.Node);
                break;
            case IFunction:
                _functions.Add(new K6Function(place.Node, place.Parent, place.Within) { Library = LibraryOf(place.Node), Holder = place.Holder });
                return _functions[^1];
            case CallExpression call:
                _calls.Add(new K6Call(call, place.Parent, place.Within, LibraryOf(call)));
                Require(call, place.Scope);
                break;
            case NewExpression made:
                _constructed.Add((made, place.Within));
                break;
            case ExpressionStatement:
                _statements.Add(place.Node.Range.Start);
                break;
            case VariableDeclarator variable:
                _variables.Add(variable);
                break;
            case MemberExpression { Computed: true, Property: not Literal } member:
                IsIndexed |= LibraryOf(member) is null;
                break;
            case Identifier name:
                K6Name found = new(name, place.Parent, place.Within);
                _names.Add(found);
                if (!found.IsKey)
                {
                    _scopes.Use(name, place.Scope);
                }

                break;
            case ObjectExpression map:
                _objects.Add((map, place.Within));
                break;
        }

        return place.Within;
    }

    // As compilers write an import: require('k6/http'), or what the bundler has in its place.
    private void Require(CallExpression call, K6Scope scope)
    {
        bool isOwn = call.Callee is Identifier { Name: "require" } && scope.Find("require") is null;
        if ((!isOwn && call.Callee is not Identifier { Name: K6Modules.BundledRequire }) || call.Arguments is not [StringLiteral { Value: { } module }])
        {
            return;
        }

        if (K6Modules.Waiting.ContainsKey(module))
        {
            Imports.Require(call, module);
        }
        else if (isOwn || K6Modules.IsExtension(module))
        {
            RefuseModule(call.Arguments[0], module);
        }
    }

    private void Import(ImportDeclaration import)
    {
        string module = import.Source.Value;
        if (module.StartsWith('.') || module.StartsWith('/') || module.Contains("://", StringComparison.Ordinal))
        {
            Refuse(
                import.Source, $"'{module}' is a file of its own, and the script has to be one", "what 'perf bundle' makes of the script and its modules");
        }
        else if (!K6Modules.Waiting.ContainsKey(module))
        {
            _absent.Add(import);
        }
    }

    /// <summary>Notes that there is no such module.</summary>
    public void RefuseModule(Node place, string module) => Refuse(
        place, K6Modules.IsExtension(module) ? $"'{module}' is an extension of k6, which cannot be run" : $"there is no module '{module}'",
        string.Join(", ", K6Modules.Waiting.Keys));

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

    private sealed record Place(Node Node, Node? Parent, K6Function? Within, Identifier? Holder, K6Scope Scope, int Depth);
}
