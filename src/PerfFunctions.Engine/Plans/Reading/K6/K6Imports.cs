using Acornima.Ast;

namespace PerfFunctions.Engine.Plans.Reading.K6;

/// <summary>The names by which a script knows what it imports.</summary>
/// <param name="scopes">What its names mean.</param>
internal sealed class K6Imports(K6Scopes scopes)
{
    // What compilers put around a module that is required.
    private static readonly HashSet<string> Wrappers =
        ["__importDefault", "__importStar", "__toESM", "_interopRequireDefault", "_interopRequireWildcard", "_interop_require_default"];

    private readonly Dictionary<K6Binding, (string Module, string? Name)> _names = [];
    private readonly Dictionary<Node, string> _required = [];
    private readonly HashSet<Node> _renamed = [];

    /// <summary>Calls of <c>require</c> that stand for a module.</summary>
    public IReadOnlyDictionary<Node, string> Required => _required;

    /// <summary>Takes note of a name; <paramref name="imported"/> is null for the module as a whole.</summary>
    public void Add(string module, string? imported, Identifier local)
    {
        if (scopes.Of(local) is { } binding)
        {
            _names[binding] = (module, imported == "default" ? null : imported);
        }
    }

    /// <summary>Takes note of a module that is required.</summary>
    public void Require(CallExpression call, string module) => _required[call] = module;

    /// <summary>Follows a variable whose value is a module or a part of one.</summary>
    public void Follow(VariableDeclarator variable)
    {
        if (variable.Init is not { } value)
        {
            return;
        }

        if (ModuleAt(value) is { } module)
        {
            Rename(value);
            foreach ((string? imported, Identifier local) in Parts(variable.Id))
            {
                Add(module, imported, local);
            }
        }
        else if (variable.Id is Identifier local && (PartAt(value) ?? (value is Identifier id ? Of(id) : null)) is { } part)
        {
            Rename(value);
            Add(part.Module, part.Function, local);
        }
    }

    /// <summary>Whether the script imports a module.</summary>
    public bool Uses(string module) => _names.Values.Any(n => n.Module == module);

    /// <summary>Whether a name is that of an import.</summary>
    public bool Has(Identifier name) => scopes.Of(name) is { } binding && _names.ContainsKey(binding);

    /// <summary>Whether a name only gets another one here.</summary>
    public bool IsRenamed(Identifier name) => _renamed.Contains(name);

    /// <summary>The module and the function that a call is of; null for any other.</summary>
    public (string Module, string Function)? Of(K6Call call) => call.Name is { } name ? Of(name) : PartAt(call.Callee);

    /// <summary>The module and the part of it that a name is of; null for any other, or a module as a whole.</summary>
    public (string Module, string Function)? Of(Identifier name) =>
        Find(name) is { Name: { } function } part ? (part.Module, function) : null;

    /// <summary>The module that a name is of as a whole; null for any other.</summary>
    public string? ModuleOf(Identifier name) => Find(name) is { Name: null } whole ? whole.Module : null;

    /// <summary>The module that a value is of: <c>exec.test.abort</c> of that of <c>exec</c>; null for any other.</summary>
    public string? ModuleBehind(Node value) => value switch
    {
        MemberExpression member => ModuleBehind(member.Object),
        CallExpression call => ModuleBehind(call.Callee),
        AwaitExpression wait => ModuleBehind(wait.Argument),
        Identifier name => Find(name)?.Module,
        _ => null,
    };

    private (string Module, string? Name)? Find(Identifier name) =>
        scopes.Of(name) is { } binding && _names.TryGetValue(binding, out (string Module, string? Name) found) ? found : null;

    private string? ModuleAt(Node node) => node switch
    {
        Identifier id => ModuleOf(id),
        MemberExpression { Computed: false, Property: Identifier { Name: "default" } } whole => ModuleAt(whole.Object),
        CallExpression call when _required.TryGetValue(call, out string? module) => module,
        CallExpression { Callee: Identifier { Name: { } wrapper }, Arguments: [{ } wrapped, ..] } when Wrappers.Contains(wrapper) => ModuleAt(wrapped),
        _ => null,
    };

    private (string Module, string Function)? PartAt(Node node) =>
        node is MemberExpression { Computed: false } member && ModuleAt(member.Object) is { } module && K6Function.KeyOf(member.Property) is { } name
            ? (module, name)
            : null;

    private void Rename(Node value)
    {
        while (value is MemberExpression member)
        {
            value = member.Object;
        }

        _renamed.Add(value);
    }

    private static IEnumerable<(string? Imported, Identifier Local)> Parts(Node target) => target switch
    {
        Identifier whole => [(null, whole)],
        ObjectPattern parts => parts.Properties.OfType<Property>().Where(p => p is { Computed: false, Value: Identifier })
            .Select(p => (K6Function.KeyOf(p.Key), (Identifier)p.Value)),
        _ => [],
    };
}
