using Acornima.Ast;

namespace PerfFunctions.Engine.Plans.Reading.K6;

/// <summary>A call in a script.</summary>
/// <param name="Node">The call.</param>
/// <param name="Parent">What it is a part of.</param>
/// <param name="Within">The function that it stands in; null for the script itself.</param>
/// <param name="Library">The library that it is of; null for the script's own.</param>
internal sealed record K6Call(CallExpression Node, Node? Parent, K6Function? Within, string? Library)
{
    /// <summary>What is called; of <c>(0, module.get)()</c>, as compilers write it, the last part.</summary>
    public Node Callee => Node.Callee is SequenceExpression { Expressions: [.., { } last] } ? last : Node.Callee;

    /// <summary>The called variable; null for a method, or what has no name.</summary>
    public Identifier? Name => Callee as Identifier;

    /// <summary>Name of the called method; null for a function.</summary>
    public string? Member => Callee is MemberExpression { Computed: false } member ? K6Function.KeyOf(member.Property) : null;

    /// <summary>The variable whose method is called; null for any other.</summary>
    public Identifier? Object => (Callee as MemberExpression)?.Object as Identifier;

    /// <summary>Whether the member that it calls is named by a value.</summary>
    public bool IsIndexed => Callee is MemberExpression { Computed: true };

    /// <summary>What it is called in a message.</summary>
    public string Words => Name?.Name ?? (Object is { } of && Member is not null ? $"{of.Name}.{Member}" : Member) ?? "a function";

    /// <summary>Whether the script waits for it.</summary>
    public bool Waits { get; set; }

    /// <summary>Whether it may have to be waited for and cannot be, so that it fails where it has to.</summary>
    public bool IsGuarded { get; set; }
}

/// <summary>A name in a script.</summary>
/// <param name="Node">The name.</param>
/// <param name="Parent">What it is a part of.</param>
/// <param name="Within">The function that it stands in; null for the script itself.</param>
internal readonly record struct K6Name(Identifier Node, Node? Parent, K6Function? Within)
{
    /// <summary>Whether it is the name of a member, not of a variable.</summary>
    public bool IsKey => Parent switch
    {
        MemberExpression { Computed: false } member => member.Property == Node,
        Property { Computed: false, Shorthand: false } property => property.Key == Node,
        MethodDefinition { Computed: false } method => method.Key == Node,
        PropertyDefinition { Computed: false } property => property.Key == Node,
        ImportSpecifier import => import.Local != Node,
        ExportSpecifier export => export.Local != Node,
        LabeledStatement or BreakStatement or ContinueStatement or MetaProperty => true,
        _ => false,
    };
}
