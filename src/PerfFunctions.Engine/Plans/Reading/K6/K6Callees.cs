using Acornima.Ast;

namespace PerfFunctions.Engine.Plans.Reading.K6;

/// <summary>Which functions of a script a call can be of, as far as names say it.</summary>
internal sealed class K6Callees
{
    private readonly K6Source _source;
    private readonly Dictionary<Node, K6Function> _byNode;
    private readonly ILookup<K6Binding, K6Function> _byVariable;
    private readonly ILookup<string, K6Function> _byMember;

    /// <summary>The functions of a script.</summary>
    public K6Callees(K6Source source)
    {
        _source = source;
        _byNode = source.Functions.ToDictionary(f => f.Node);
        ILookup<K6Binding, K6Function> own = (
            from function in source.Functions
            from name in function.Names
            let variable = source.BindingOf(name)
            where variable is not null
            select (variable, function)).ToLookup(f => f.variable, f => f.function);
        K6Name[] values = [.. source.Names.Where(n => !n.IsKey && source.BindingOf(n.Node) is { } named && own.Contains(named))];
        _byVariable = Lookup(
            [
                .. from named in own from function in named select ((K6Binding?)named.Key, function),
                .. from value in values from function in own[source.BindingOf(value.Node)!] select (OtherName(value), function),
            ]);
        _byMember = Lookup(
            [
                .. from function in source.Functions select (function.Member, function),
                .. from value in values from function in own[source.BindingOf(value.Node)!] select (K6Function.MemberOf(value.Node, value.Parent), function),
                .. from getter in source.Functions from function in Returned(getter, own) select (getter.Member, function),
            ]);
    }

    /// <summary>The functions that a call can be of; empty where none of the script has its name.</summary>
    public IEnumerable<K6Function> Of(K6Call call) =>
        call.Name is { } name ? OfVariable(name)
        : call.Member is { } member ? OfMember(member)
        : At(call.Callee) is { } function ? [function]
        : [];

    /// <summary>The functions that a variable names.</summary>
    public IEnumerable<K6Function> OfVariable(Identifier name) => _source.BindingOf(name) is { } variable ? OfVariable(variable) : [];

    /// <summary>The functions that a variable names.</summary>
    public IEnumerable<K6Function> OfVariable(K6Binding variable) => _byVariable[variable];

    /// <summary>The functions that are a member of that name.</summary>
    public IEnumerable<K6Function> OfMember(string name) => _byMember[name];

    /// <summary>The function that a node is; null for any other.</summary>
    public K6Function? At(Node node) => _byNode.GetValueOrDefault(node);

    /// <summary>The function that waits which a value is; null for any other.</summary>
    public K6Function? WaitingAt(Node value) =>
        At(value) is { } inline ? inline.Waits ? inline : null
        : value is Identifier name ? OfVariable(name).Where(f => f.Waits).MaxBy(f => f.Wait)
        : null;

    private K6Binding? OtherName(K6Name value) => value.Parent switch
    {
        VariableDeclarator { Id: Identifier id } variable when variable.Init == value.Node => _source.BindingOf(id),
        AssignmentExpression { Left: Identifier id } assignment when assignment.Right == value.Node => _source.BindingOf(id),
        _ => null,
    };

    // { get: () => get }, as bundlers write an export.
    private IEnumerable<K6Function> Returned(K6Function getter, ILookup<K6Binding, K6Function> own) =>
        getter.Returned is Identifier name && _source.BindingOf(name) is { } variable ? own[variable] : [];

    private static ILookup<T, K6Function> Lookup<T>(IEnumerable<(T? Name, K6Function Function)> named)
        where T : class =>
        named.Where(n => n.Name is not null).Distinct().ToLookup(n => n.Name!, n => n.Function);
}
