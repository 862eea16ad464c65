using Acornima.Ast;

namespace PerfFunctions.Engine.Plans.Reading.K6;

/// <summary>
/// Finds where a script waits. Its calls of k6 look synchronous, and a thread for each user would be too much: the functions
/// that reach such a call become asynchronous, and their calls are awaited. Variables are followed where they are declared, methods
/// go by their names: to wait for what needs no waiting does no harm. Where a method cannot be waited for, a guard fails if it has to.
/// </summary>
internal sealed class K6Waits
{
    // Scripts as people write them need some ten: functions that call each other in an order made for it could go on for minutes.
    private const int MaxPasses = 200;

    private static readonly HashSet<string> Indirect = ["call", "apply"];

    private readonly K6Source _source;
    private readonly K6Callees _callees;
    private readonly K6Handed _handed;
    private readonly HashSet<Node> _refused = [];

    // Functions that are called by what does not wait for them.
    private readonly HashSet<K6Function> _synchronous = [];

    private K6Known _known = new();
    private int _passes;

    private K6Waits(K6Source source, K6Callees callees)
    {
        _source = source;
        _callees = callees;
        _handed = new K6Handed(source, callees);
    }

    /// <summary>Marks the calls that are waited for and the functions that wait; what cannot be is a mistake of the source.</summary>
    /// <param name="source">The script.</param>
    /// <param name="callees">Which functions its names are of.</param>
    public static void Find(K6Source source, K6Callees callees)
    {
        K6Values.Refuse(source);
        K6Waits waits = new(source, callees);
        do
        {
            waits.Settle();
        }
        while (waits._passes < MaxPasses && waits.KeepSynchronous());

        waits.Report();
    }

    // Once in the order of the text and once against it: functions are declared before they are called, or after.
    private void Settle()
    {
        Begin();
        while (_known.IsChanged && ++_passes <= MaxPasses)
        {
            _known.IsChanged = false;
            for (int i = 0; i < _source.Calls.Count; i++)
            {
                K6Call call = _source.Calls[_passes % 2 == 0 ? i : _source.Calls.Count - 1 - i];
                _handed.Follow(call, _known);
                Look(call);
            }

            LookAtValues();
        }
    }

    private void Begin()
    {
        _known = new K6Known();
        foreach (K6Function function in _source.Functions)
        {
            function.Wait = K6Wait.No;
        }

        foreach (K6Call call in _source.Calls)
        {
            call.Waits = call.IsGuarded = false;
        }

        foreach (string name in K6Modules.Following)
        {
            _known.AddMember(null, name);
        }

        if (_source.Imports.Uses(K6Modules.Grpc))
        {
            _known.AddMember(null, K6Modules.Invoke);
        }

        // What a library does with a module that it requires, its own helpers hide.
        foreach ((Node required, string module) in _source.Imports.Required)
        {
            foreach (string name in K6Modules.Waiting[module])
            {
                _known.AddWithin(_source.LibraryOf(required), name);
            }
        }
    }

    // What waits makes the function around it wait, and all that call that one.
    private void Look(K6Call call)
    {
        K6Wait wait = WaitOf(call);
        if (wait == K6Wait.No)
        {
            return;
        }

        if (Hindrance(call) is not null)
        {
            call.IsGuarded = true;
            return;
        }

        K6Function within = call.Within!;
        call.Waits = true;
        if (within.Wait < wait)
        {
            within.Wait = wait;
            _known.IsChanged = true;
            if (!within.IsAsync)
            {
                AddNames(within);
            }
        }
    }

    private void AddNames(K6Function function)
    {
        foreach (Identifier name in function.Names)
        {
            _known.Add(_source.BindingOf(name), function.Wait);
        }

        _known.AddMember(function.Library, function.Member);
    }

    private K6Wait WaitOf(K6Call call)
    {
        if (_source.Imports.Of(call) is { } imported)
        {
            return K6Modules.Waiting[imported.Module].Contains(imported.Function) ? K6Wait.Sure : K6Wait.No;
        }

        K6Wait wait = call.Name is { } name ? _known.Of(_source.BindingOf(name))
            : call.Member is { } member ? OfMember(call, member)
            : _callees.At(call.Callee) is { Waits: true } called ? called.Wait
            : K6Wait.No;
        return wait == K6Wait.No && call.Library is null && MayBeKept(call) ? K6Wait.Maybe : wait;
    }

    private K6Wait OfMember(K6Call call, string member)
    {
        K6Wait wait = Indirect.Contains(member) && call.Object is { } of ? _known.Of(_source.BindingOf(of))
            : K6Handed.IsList(call) ? call.Node.Arguments.Select(_callees.WaitingAt).Max(f => f?.Wait ?? K6Wait.No)
            : K6Wait.No;
        return wait > K6Wait.No ? wait : _known.HasMember(call.Library, member) ? K6Wait.Maybe : K6Wait.No;
    }

    // What is called may be a function that was kept: of a list, by a parameter, or what another function returned.
    private bool MayBeKept(K6Call call) => call.Within is not null && _known.IsKept(call.Library) && (call.Name is { } name
        ? _source.BindingOf(name) is { } variable && !_source.Imports.Has(name) && !_callees.OfVariable(variable).Any()
        : call.Member is null && _callees.At(call.Callee) is null);

    // A function that waits may be called by other names than its own.
    private void LookAtValues()
    {
        foreach (K6Name name in _source.Names)
        {
            if (!name.IsKey && _callees.WaitingAt(name.Node) is { } function)
            {
                Follow(name.Node, name.Parent, function.Wait);
            }
        }

        foreach ((Identifier name, string key) in _source.Taken.Where(t => _known.HasMember(_source.LibraryOf(t.Name), t.Key)))
        {
            _known.Add(_source.BindingOf(name), K6Wait.Maybe);
        }

        foreach (K6Function function in _source.Functions.Where(f => f.Waits))
        {
            Follow(function.Node, function.Parent, function.Wait);
        }
    }

    private void Follow(Node value, Node? parent, K6Wait wait)
    {
        string? library = _source.LibraryOf(value);
        switch (parent)
        {
            case VariableDeclarator { Id: Identifier id } variable when variable.Init == value:
                _known.Add(_source.BindingOf(id), wait);
                break;
            case AssignmentExpression { Left: Identifier id } assignment when assignment.Right == value:
                _known.Add(_source.BindingOf(id), wait);
                break;
            case AssignmentExpression { Left: MemberExpression { Computed: false } member } assignment when assignment.Right == value:
                _known.AddMember(library, K6Function.KeyOf(member.Property));
                break;
            case Property { Computed: false } property when property.Value == value:
                _known.AddMember(library, K6Function.KeyOf(property.Key));
                if (library is not null || _source.IsIndexed)
                {
                    _known.Keep(library);
                }

                break;
            case IFunction function when function.Body == value:
                _known.AddMember(library, _callees.At(parent)?.Member);
                _known.Keep(library);
                break;
            case CallExpression or NewExpression or IFunction or VariableDeclarator or AssignmentExpression or MemberExpression or Property or
                ExportDefaultDeclaration or ExportSpecifier or MethodDefinition or PropertyDefinition or ExpressionStatement or UnaryExpression or
                Program or BlockStatement or ExportNamedDeclaration or ImportDeclarationSpecifier:
                break;
            default:
                _known.Keep(library);
                break;
        }
    }

    // Why the script cannot wait where a call stands; null where it can.
    private (string Message, string Allowed)? Hindrance(K6Call call) =>
        call.Within is not { } within
            ? ($"'{call.Words}' is called while the script is read", "requests and pauses in a function that a scenario, setup or teardown runs")
        : call.Node.Range.Start < within.BodyAt ? ($"'{call.Words}' is called in the parameters of a function", "the call in its body")
        : within.CannotWait is { } kind ? ($"'{call.Words}' is called in {kind}, which cannot wait", "the call in a function or method")
        : within.AsyncAt < 0 && !within.IsAsync ? ($"'{call.Words}' is called in a method whose name is computed", "a method with a name")
        : _synchronous.Contains(within) ? ($"'{call.Words}' is called by what does not wait for it", K6Handed.Allowed)
        : null;

    // What only might wait, by the name of a method, stays as it is where it is called by what does not wait.
    private bool KeepSynchronous()
    {
        int before = _synchronous.Count;
        _synchronous.UnionWith(_handed.Lost(_known).Select(l => l.Function).Where(f => f.Wait == K6Wait.Maybe));
        return _synchronous.Count > before;
    }

    private void Report()
    {
        if (_passes > MaxPasses)
        {
            _source.Refuse(1, 1, "the functions call each other in too many ways to be followed", "fewer functions that call each other");
            return;
        }

        foreach ((_, Node place, string message) in _handed.Lost(_known))
        {
            Refuse(place, message, K6Handed.Allowed);
        }

        foreach (K6Call call in _source.Calls)
        {
            if (call.IsGuarded && WaitOf(call) == K6Wait.Sure && Hindrance(call) is { } hindrance)
            {
                Refuse(call.Node, hindrance.Message, hindrance.Allowed);
            }

            // A library may be given an object whose methods wait. To wait wherever it might be needed would change what the library does.
            call.IsGuarded |= !call.Waits && call.Library is not null &&
                ((call.Member is { } member && _known.HasMember(null, member)) || MayBeKept(call));
        }
    }

    private void Refuse(Node node, string message, string allowed)
    {
        if (_refused.Add(node))
        {
            _source.Refuse(node, message, allowed);
        }
    }
}
