using Acornima.Ast;

namespace PerfFunctions.Engine.Plans.Reading.K6;

/// <summary>
/// Finds where a script waits. Its calls of k6 look synchronous, and a thread for each user would be too much: the functions
/// that reach such a call become asynchronous, and their calls are awaited. Functions go by their names: to wait for what needs
/// no waiting does no harm, and what would not be waited for is refused.
/// </summary>
internal sealed class K6Waits
{
    private const string NotFollowed = "a function that is called where it can be waited for";

    /// <summary>Methods of lists that call a function for each item, which can be waited for one after another.</summary>
    private static readonly HashSet<string> Lists = ["forEach", "map", "filter", "find", "findIndex", "some", "every", "reduce", "flatMap"];

    private static readonly HashSet<string> Built =
    [
        "String", "Number", "Boolean", "Array", "Object", "Date", "Error", "RegExp", "Symbol", "Promise", "parseInt", "parseFloat", "isNaN", "isFinite",
        "encodeURIComponent", "decodeURIComponent", "encodeURI", "decodeURI",
    ];

    // What k6 has, with what there is in its place.
    private static readonly Dictionary<string, string> Missing = new()
    {
        ["require"] = "import … from 'k6/http'",
    };

    private static readonly HashSet<string> Indirect = ["call", "apply"];

    // What takes a promise, or does not look at what comes back.
    private static readonly HashSet<string> Takes = ["then", "catch", "finally", "setTimeout", "setInterval", "Promise", "all", "allSettled", "race", "any"];

    private readonly K6Source _source;
    private readonly ILookup<string, K6Function> _byName;
    private readonly ILookup<string, K6Function> _byMember;
    private readonly Dictionary<Node, K6Function> _byNode;
    private readonly HashSet<string> _names = [];
    private readonly HashSet<string> _members = [.. K6Modules.Following];
    private readonly HashSet<Node> _refused = [];

    // Whether a function that waits is kept where its name is lost: in a list, or as what a function returns.
    private bool _isKept;
    private bool _isChanged = true;

    private K6Waits(K6Source source)
    {
        _source = source;
        _byName = source.Functions.Where(f => f.Name is not null).ToLookup(f => f.Name!);
        _byMember = source.Functions.Where(f => f.Member is not null).ToLookup(f => f.Member!);
        _byNode = source.Functions.ToDictionary(f => f.Node);
    }

    /// <summary>Marks the calls that are waited for and the functions that wait; what cannot be is a mistake of the source.</summary>
    public static void Find(K6Source source)
    {
        K6Waits waits = new(source);
        waits.RefuseValues();
        while (waits._isChanged)
        {
            waits._isChanged = false;
            foreach (K6Call call in source.Calls)
            {
                waits.Look(call);
            }

            waits.LookAtValues();
        }

        waits.RefuseConstructors();
        waits.RefuseMissing();
    }

    /// <summary>Whether a call is one of a list's methods with a function that waits.</summary>
    public static bool IsList(K6Call call) => call.Member is { } member && Lists.Contains(member);

    private void Look(K6Call call)
    {
        bool hands = false;
        for (int i = 0; i < call.Node.Arguments.Count; i++)
        {
            hands |= WaitingFunction(call.Node.Arguments[i]) is not null && HandOver(call, i);
        }

        if (!call.Waits && (IsWaited(call) || MayBeKept(call) || (hands && IsList(call))))
        {
            call.Waits = _isChanged = true;
            Enclose(call);
        }
    }

    private bool IsWaited(K6Call call)
    {
        if (_source.Imports.Of(call) is { } imported)
        {
            return K6Modules.Waiting[imported.Module].Contains(imported.Function);
        }

        return call.Name is { } name ? _names.Contains(name)
            : call.Member is { } member ? _members.Contains(member) || (Indirect.Contains(member) && call.Object is { } of && _names.Contains(of))
            : _byNode.TryGetValue(call.Node.Callee, out K6Function? called) && called is { Waits: true, IsAsync: false };
    }

    // What is called may be a function that was kept: of a list, by a parameter, or what another function returned.
    private bool MayBeKept(K6Call call) => _isKept && call.Within is not null && (call.Name is { } name
        ? !_byName.Contains(name) && !_source.Imports.Has(name) && !Built.Contains(name)
        : call.Member is null && !_byNode.ContainsKey(call.Node.Callee));

    // A function that waits may be called by other names than its own.
    private void LookAtValues()
    {
        foreach (K6Name name in _source.Names.Where(n => WaitingFunction(n.Node) is not null))
        {
            Follow(name.Node, name.Parent);
        }

        foreach (K6Function function in _source.Functions.Where(f => f is { Waits: true, IsAsync: false, Name: null, Member: null }))
        {
            Follow(function.Node, function.Parent);
        }
    }

    private void Follow(Node value, Node? parent)
    {
        switch (parent)
        {
            case VariableDeclarator { Id: Identifier id } variable when variable.Init == value:
                Add(_names, id.Name);
                break;
            case AssignmentExpression { Left: Identifier id } assignment when assignment.Right == value:
                Add(_names, id.Name);
                break;
            case AssignmentExpression { Left: MemberExpression { Computed: false } member } assignment when assignment.Right == value:
                Add(_members, K6Function.KeyOf(member.Property));
                break;
            case Property { Computed: false } property when property.Value == value:
                Add(_members, K6Function.KeyOf(property.Key));
                Keep();
                break;
            case IFunction function when function.Body == value:
                Keep();
                break;
            case CallExpression or NewExpression or IFunction or VariableDeclarator or AssignmentExpression or MemberExpression or Property or
                ExportDefaultDeclaration or ExportSpecifier or MethodDefinition or PropertyDefinition or ExpressionStatement or UnaryExpression:
                break;
            default:
                Keep();
                break;
        }
    }

    private void Keep()
    {
        _isChanged |= !_isKept;
        _isKept = true;
    }

    // What waits makes the function around it wait, and all that call that one.
    private void Enclose(K6Call call)
    {
        if (call.Within is not { } within)
        {
            Refuse(call.Node, $"'{call.Words}' is called while the script is read", "requests and pauses in a function that a scenario, setup or teardown runs");
            return;
        }

        if (call.Node.Range.Start < within.BodyAt)
        {
            Refuse(call.Node, $"'{call.Words}' is called in the parameters of a function", "the call in its body");
        }
        else if (within.CannotWait is { } kind)
        {
            Refuse(call.Node, $"'{call.Words}' is called in {kind}, which cannot wait", "the call in a function or method");
        }
        else if (within.AsyncAt < 0)
        {
            Refuse(call.Node, $"'{call.Words}' is called in a method whose name is computed", "a method with a name");
        }

        if (!within.Waits)
        {
            within.Waits = _isChanged = true;
            if (!within.IsAsync)
            {
                Add(_names, within.Name);
                Add(_members, within.Member);
            }
        }
    }

    // A function that waits, as an argument: whoever calls it must wait for it. True where a list's method does.
    private bool HandOver(K6Call call, int place)
    {
        if (IsList(call) || _source.Imports.Of(call)?.Function == "group")
        {
            return IsList(call);
        }

        K6Function[] called = call.Name is { } name ? [.. _byName[name]] : call.Member is { } member ? [.. _byMember[member]] : [];
        foreach (K6Function function in called)
        {
            Add(_names, function.Parameters.ElementAtOrDefault(place));
        }

        if (called.Length == 0 && !Takes.Contains(call.Name ?? call.Member ?? ""))
        {
            Refuse(call.Node, $"'{call.Words}' is given a function that sends or sleeps, and does not wait for it", NotFollowed);
        }

        return false;
    }

    private K6Function? WaitingFunction(Node argument) =>
        _byNode.TryGetValue(argument, out K6Function? inline) ? inline is { Waits: true, IsAsync: false } ? inline : null
        : argument is Identifier id ? _byName[id.Name].FirstOrDefault(f => f is { Waits: true, IsAsync: false })
        : null;

    // Of const get = http.get nothing is followed.
    private void RefuseValues()
    {
        HashSet<Node> called = [.. _source.Calls.Select(c => c.Node.Callee)];
        foreach ((Identifier node, Node? parent, _) in _source.Names)
        {
            bool isWaiting = _source.Imports.Of(node.Name) is { } part && K6Modules.Waiting[part.Module].Contains(part.Function);
            bool isModule = _source.Imports.ModuleOf(node.Name) is K6Modules.Http;
            bool isUsed = called.Contains(node) || parent is ImportDeclarationSpecifier ||
                parent is Property { Shorthand: false } property && property.Key == node ||
                parent is MemberExpression { Computed: false } other && other.Property == node;
            bool isMethod = parent is MemberExpression { Computed: false } member && member.Object == node &&
                (called.Contains(member) || K6Function.KeyOf(member.Property) is not { } name || !K6Modules.Waiting[K6Modules.Http].Contains(name));
            if ((isWaiting && !isUsed) || (isModule && !isUsed && !isMethod))
            {
                Refuse(node, $"'{node.Name}' is used as a value", "a call, such as http.get(address)");
            }
        }
    }

    private void RefuseConstructors()
    {
        foreach (NewExpression made in _source.Constructed)
        {
            if (made.Arguments.Any(a => WaitingFunction(a) is not null) && made.Callee is not Identifier { Name: "Promise" })
            {
                Refuse(made, "a constructor is given a function that sends or sleeps", NotFollowed);
            }
        }
    }

    private void RefuseMissing()
    {
        foreach (K6Call call in _source.Calls.Where(c => c.Name is { } name && Missing.ContainsKey(name) && !_byName.Contains(name)))
        {
            Refuse(call.Node, $"'{call.Name}' is not supported", Missing[call.Name!]);
        }
    }

    private void Add(HashSet<string> names, string? name) => _isChanged |= name is not null && names.Add(name);

    private void Refuse(Node node, string message, string allowed)
    {
        if (_refused.Add(node))
        {
            _source.Refuse(node, message, allowed);
        }
    }
}
