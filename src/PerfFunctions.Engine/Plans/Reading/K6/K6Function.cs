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

    /// <summary>Whether its author made it asynchronous, and waits for it where it is called.</summary>
    public bool IsAsync => _function.Async;

    /// <summary>Whether it has to wait for something that the author did not wait for.</summary>
    public bool Waits { get; set; }

    /// <summary>Names of its parameters, in their places; null for a pattern.</summary>
    public string?[] Parameters { get; } = [.. ((IFunction)node).Params.Select(NameOf)];

    /// <summary>Where its body begins: what stands before are parameters.</summary>
    public int BodyAt => _function.Body.Range.Start;

    /// <summary>Name by which it is called; null for a function without one.</summary>
    public string? Name => (node as IFunction)?.Id?.Name ?? parent switch
    {
        VariableDeclarator { Id: Identifier id } declarator when declarator.Init == node => id.Name,
        AssignmentExpression { Left: Identifier id } assignment when assignment.Right == node => id.Name,
        _ => null,
    };

    /// <summary>Name by which it is called as a method; null for a function that is none.</summary>
    public string? Member => parent switch
    {
        MethodDefinition method when method.Value == node => KeyOf(method.Key),
        Property property when property.Value == node => KeyOf(property.Key),
        PropertyDefinition property when property.Value == node => KeyOf(property.Key),
        AssignmentExpression { Left: MemberExpression { Property: Identifier id, Computed: false } } assignment
            when assignment.Right == node => id.Name,
        _ => null,
    };

    /// <summary>Why it cannot wait; null where it can.</summary>
    public string? CannotWait => parent switch
    {
        MethodDefinition { Kind: PropertyKind.Constructor } => "a constructor",
        MethodDefinition { Kind: PropertyKind.Get or PropertyKind.Set } or Property { Kind: PropertyKind.Get or PropertyKind.Set } => "a getter or setter",
        _ => _function.Generator ? "a generator" : null,
    };

    /// <summary>Where the word goes that makes it asynchronous.</summary>
    public int AsyncAt => parent switch
    {
        MethodDefinition method => method.Computed ? -1 : method.Key.Range.Start,
        Property { Method: true } property => property.Computed ? -1 : property.Range.Start,
        _ => node.Range.Start,
    };

    /// <summary>The name that a key stands for; null for a computed one.</summary>
    public static string? KeyOf(Node key) => key switch
    {
        Identifier id => id.Name,
        StringLiteral text => text.Value,
        PrivateIdentifier id => id.Name,
        _ => null,
    };

    private static string? NameOf(Node parameter) => parameter switch
    {
        Identifier id => id.Name,
        AssignmentPattern { Left: Identifier id } => id.Name,
        _ => null,
    };
}

/// <summary>A call in a script.</summary>
/// <param name="Node">The call.</param>
/// <param name="Parent">What it is a part of.</param>
/// <param name="Within">The function that it stands in; null for the script itself.</param>
internal sealed record K6Call(CallExpression Node, Node? Parent, K6Function? Within)
{
    /// <summary>Name of the called function; null for a method, or none.</summary>
    public string? Name => (Node.Callee as Identifier)?.Name;

    /// <summary>Name of the called method; null for a function.</summary>
    public string? Member => Node.Callee is MemberExpression { Computed: false } member ? K6Function.KeyOf(member.Property) : null;

    /// <summary>Name of the object whose method is called; null for any other.</summary>
    public string? Object => Node.Callee is MemberExpression { Object: Identifier id } ? id.Name : null;

    /// <summary>What it is called in a message.</summary>
    public string Words => Name ?? (Object is { } name ? $"{name}.{Member}" : Member) ?? "a function";

    /// <summary>Whether the script waits for it.</summary>
    public bool Waits { get; set; }
}
