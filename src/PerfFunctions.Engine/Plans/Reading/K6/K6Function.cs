using Acornima.Ast;

namespace PerfFunctions.Engine.Plans.Reading.K6;

/// <summary>A function of a script.</summary>
/// <param name="node">The function.</param>
/// <param name="parent">What it is a part of.</param>
/// <param name="within">The function that it stands in; null for the script itself.</param>
internal sealed class K6Function(Node node, Node? parent, K6Function? within)
{
    private readonly IFunction _function = (IFunction)node;

    public Node Node => node;

    public Node? Parent => parent;

    public K6Function? Within => within;

    /// <summary>The library that it is of; null for the script's own.</summary>
    public string? Library { get; init; }

    /// <summary>The variable in whose value it stands; null for none.</summary>
    public Identifier? Holder { get; init; }

    /// <summary>Whether its author made it asynchronous, and waits for it where it is called.</summary>
    public bool IsAsync => _function.Async;

    /// <summary>How sure it is that it has to wait for something that the author did not wait for.</summary>
    public K6Wait Wait { get; set; }

    /// <summary>Whether it is made to wait.</summary>
    public bool Waits => Wait > K6Wait.No && !IsAsync;

    /// <summary>Names of its parameters, in their places; null for a pattern.</summary>
    public Identifier?[] Parameters { get; } = [.. ((IFunction)node).Params.Select(NameOf)];

    /// <summary>Where its body begins: what stands before are parameters.</summary>
    public int BodyAt => _function.Body.Range.Start;

    /// <summary>What it returns where its body is an expression; null for any other.</summary>
    public Node? Returned => _function.Body is BlockStatement ? null : _function.Body;

    /// <summary>Variables by which it is called.</summary>
    public IEnumerable<Identifier> Names => ((Identifier?[])[_function.Id, parent switch
    {
        VariableDeclarator { Id: Identifier id } declarator when declarator.Init == node => id,
        AssignmentExpression { Left: Identifier id } assignment when assignment.Right == node => id,
        _ => null,
    }]).OfType<Identifier>();

    /// <summary>Name by which it is called as a method; null for a function that is none.</summary>
    public string? Member => MemberOf(node, parent);

    /// <summary>Why it cannot wait; null where it can.</summary>
    public string? CannotWait => parent switch
    {
        MethodDefinition { Kind: PropertyKind.Constructor } => "a constructor",
        MethodDefinition { Kind: PropertyKind.Get or PropertyKind.Set } or Property { Kind: PropertyKind.Get or PropertyKind.Set } => "a getter or setter",
        _ => _function is { Generator: true, Async: false } ? "a generator" : null,
    };

    /// <summary>Where the word goes that makes it asynchronous.</summary>
    public int AsyncAt => parent switch
    {
        MethodDefinition method => method.Computed ? -1 : method.Key.Range.Start,
        Property { Method: true } property => property.Computed ? -1 : property.Range.Start,
        _ => node.Range.Start,
    };

    /// <summary>The name of the member that a value becomes; null for one that becomes none.</summary>
    public static string? MemberOf(Node value, Node? parent) => parent switch
    {
        MethodDefinition method when method.Value == value => KeyOf(method.Key),
        Property property when property.Value == value => KeyOf(property.Key),
        PropertyDefinition property when property.Value == value => KeyOf(property.Key),
        AssignmentExpression { Left: MemberExpression { Property: Identifier id, Computed: false } } assignment
            when assignment.Right == value => id.Name,
        _ => null,
    };

    /// <summary>The name that a key stands for; null for a computed one.</summary>
    public static string? KeyOf(Node key) => key switch
    {
        Identifier id => id.Name,
        StringLiteral text => text.Value,
        PrivateIdentifier id => id.Name,
        _ => null,
    };

    private static Identifier? NameOf(Node parameter) => parameter switch
    {
        Identifier id => id,
        AssignmentPattern { Left: Identifier id } => id,
        _ => null,
    };
}

/// <summary>How sure it is that something waits.</summary>
internal enum K6Wait
{
    /// <summary>It does not.</summary>
    No,

    /// <summary>A method of that name does, of some object.</summary>
    Maybe,

    /// <summary>It does.</summary>
    Sure,
}
