using Acornima.Ast;

namespace PerfFunctions.Engine.Plans.Reading.K6;

/// <summary>A variable, parameter, function, class or import of a script: two of the same name are two.</summary>
/// <param name="name">Its name.</param>
internal sealed class K6Binding(string name)
{
    public string Name => name;
}

/// <summary>A part of a script in which names are declared.</summary>
/// <param name="around">The part around it; null for the script itself.</param>
/// <param name="isFunction">Whether what <c>var</c> declares belongs to it.</param>
internal sealed class K6Scope(K6Scope? around, bool isFunction)
{
    private readonly Dictionary<string, K6Binding> _own = [];

    /// <summary>The binding of a name here, made at its first declaration.</summary>
    public K6Binding Declare(string name) => _own.TryGetValue(name, out K6Binding? known) ? known : _own[name] = new K6Binding(name);

    /// <summary>The nearest part to which <c>var</c> belongs.</summary>
    public K6Scope OfVariables => isFunction || around is null ? this : around.OfVariables;

    /// <summary>What a name means here; null for one that the script does not declare.</summary>
    public K6Binding? Find(string name)
    {
        for (K6Scope? scope = this; scope is not null; scope = scope.Around)
        {
            if (scope._own.TryGetValue(name, out K6Binding? found))
            {
                return found;
            }
        }

        return null;
    }

    private K6Scope? Around => around;
}

/// <summary>The declarations of a script.</summary>
internal sealed class K6Scopes
{
    private readonly Dictionary<Identifier, K6Binding> _bindings = [];
    private readonly HashSet<Identifier> _declared = [];
    private readonly List<(Identifier Name, K6Scope Scope)> _used = [];
    private readonly List<(Identifier Name, string Key)> _taken = [];

    /// <summary>The scope of the script itself.</summary>
    public K6Scope Top { get; } = new(null, true);

    /// <summary>Names that are declared as the member of an object: <c>const { key: name } = object</c>.</summary>
    public IReadOnlyList<(Identifier Name, string Key)> Taken => _taken;

    /// <summary>What a name means; null for a key, or one that the script does not declare.</summary>
    public K6Binding? Of(Identifier name) => _bindings.GetValueOrDefault(name);

    /// <summary>Whether a name is declared where it stands.</summary>
    public bool IsDeclared(Identifier name) => _declared.Contains(name);

    /// <summary>Takes note of what a node declares.</summary>
    /// <param name="node">The node.</param>
    /// <param name="parent">What it is a part of.</param>
    /// <param name="scope">Where it stands.</param>
    /// <returns>The scope of its parts.</returns>
    public K6Scope Enter(Node node, Node? parent, K6Scope scope)
    {
        switch (node)
        {
            case ImportDeclarationSpecifier import:
                Declare(import.Local, scope);
                return scope;
            case VariableDeclaration variables:
                foreach (VariableDeclarator variable in variables.Declarations)
                {
                    DeclareAll(variable.Id, variables.Kind == VariableDeclarationKind.Var ? scope.OfVariables : scope);
                }

                return scope;
            case IFunction function:
                return EnterFunction(node, function, scope);
            case ClassDeclaration { Id: { } id }:
                Declare(id, scope);
                return scope;
            case ClassExpression { Id: { } id }:
                return Declare(id, new K6Scope(scope, false));
            case CatchClause { Param: { } caught }:
                K6Scope inner = new(scope, false);
                DeclareAll(caught, inner);
                return inner;
            case StaticBlock:
                return new K6Scope(scope, true);
            case BlockStatement when parent is not IFunction:
            case ForStatement or ForInStatement or ForOfStatement or SwitchStatement:
                return new K6Scope(scope, false);
            default:
                return scope;
        }
    }

    /// <summary>Takes note of a name that is used.</summary>
    public void Use(Identifier name, K6Scope scope) => _used.Add((name, scope));

    /// <summary>Finds what each name means, which may be declared after its use.</summary>
    public void Resolve()
    {
        foreach ((Identifier name, K6Scope scope) in _used)
        {
            if (!_bindings.ContainsKey(name) && scope.Find(name.Name) is { } found)
            {
                _bindings[name] = found;
            }
        }
    }

    private K6Scope EnterFunction(Node node, IFunction function, K6Scope scope)
    {
        K6Scope inner = new(scope, true);
        if (function.Id is { } id)
        {
            Declare(id, node is FunctionDeclaration ? scope : inner);
        }

        foreach (Node parameter in function.Params)
        {
            DeclareAll(parameter, inner);
        }

        return inner;
    }

    private K6Scope Declare(Identifier id, K6Scope scope)
    {
        _bindings[id] = scope.Declare(id.Name);
        _declared.Add(id);
        return scope;
    }

    // The names in a pattern, without recursion: how deep it is, the author of the script decides.
    private void DeclareAll(Node pattern, K6Scope scope)
    {
        Stack<Node> open = new([pattern]);
        while (open.TryPop(out Node? next))
        {
            switch (next)
            {
                case Identifier id:
                    Declare(id, scope);
                    break;
                case ObjectPattern map:
                    Push(open, map.Properties.Select(p => p is Property property ? property.Value : p));
                    _taken.AddRange(
                        from property in map.Properties.OfType<Property>()
                        let name = (property.Value as AssignmentPattern)?.Left as Identifier ?? property.Value as Identifier
                        let key = K6Function.KeyOf(property.Key)
                        where name is not null && key is not null && !property.Computed
                        select (name, key));
                    break;
                case ArrayPattern list:
                    Push(open, list.Elements.OfType<Node>());
                    break;
                case AssignmentPattern given:
                    open.Push(given.Left);
                    break;
                case RestElement rest:
                    open.Push(rest.Argument);
                    break;
            }
        }
    }

    private static void Push(Stack<Node> open, IEnumerable<Node> nodes)
    {
        foreach (Node node in nodes)
        {
            open.Push(node);
        }
    }
}
