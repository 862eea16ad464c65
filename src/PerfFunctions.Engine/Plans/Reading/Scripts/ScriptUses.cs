using Acornima.Ast;

namespace PerfFunctions.Engine.Plans.Reading.Scripts;

/// <summary>
/// What a script names of the plan. All of it is known before it runs, so that a misspelt variable is a mistake of the plan, and
/// a check has its series.
/// </summary>
internal sealed class ScriptUses
{
    /// <summary>What holds variables in a script.</summary>
    public const string Vars = "vars";

    /// <summary>What holds feeds in a script.</summary>
    public const string Feeds = "feeds";

    /// <summary>The function that makes a check.</summary>
    public const string Check = "check";

    private const string Response = "response";

    private readonly List<ScriptName> _variables = [];
    private readonly HashSet<string> _assigned = [];
    private readonly List<ScriptName> _columns = [];
    private readonly List<ScriptName> _checks = [];
    private readonly List<ScriptMistake> _mistakes = [];

    /// <summary>Variables, where they stand.</summary>
    public IReadOnlyList<ScriptName> Variables => _variables;

    /// <summary>Variables that it assigns to.</summary>
    public IReadOnlySet<string> Assigned => _assigned;

    /// <summary>Columns of feeds, as <c>feed.column</c>.</summary>
    public IReadOnlyList<ScriptName> Columns => _columns;

    /// <summary>Names of checks.</summary>
    public IReadOnlyList<ScriptName> Checks => _checks;

    /// <summary>Whether it looks at the last response.</summary>
    public bool ReadsResponse { get; private set; }

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<ScriptMistake> Mistakes => _mistakes;

    /// <summary>Notes a mistake.</summary>
    /// <param name="line">Line of the script, from 1.</param>
    /// <param name="column">Column, from 0.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="allowed">What would be right.</param>
    public void Refuse(int line, int column, string message, string allowed) =>
        _mistakes.Add(new ScriptMistake(line, column + 1, message, allowed));

    /// <summary>Notes a mistake where a part of the script begins.</summary>
    public void Refuse(Node node, string message, string allowed) =>
        Refuse(node.Location.Start.Line, node.Location.Start.Column, message, allowed);

    /// <summary>Looks at a part of the script.</summary>
    public void Look(Node node, Node? parent, Node? grandparent)
    {
        if (node is not Identifier identifier || IsKey(identifier, parent))
        {
            return;
        }

        switch (identifier.Name)
        {
            case Vars:
                LookAtVariables(identifier, parent, grandparent);
                break;
            case Feeds:
                LookAtFeeds(identifier, parent, grandparent);
                break;
            case Check:
                LookAtCheck(identifier, parent);
                break;
            case Response:
                ReadsResponse = true;
                break;
        }
    }

    private void LookAtVariables(Identifier vars, Node? parent, Node? grandparent)
    {
        if (MemberOf(vars, parent) is { } name)
        {
            _variables.Add(NameAt(vars, name));
            if (IsTarget(parent!, grandparent))
            {
                _assigned.Add(name);
            }
        }
        else if (parent is VariableDeclarator { Id: ObjectPattern pattern } declarator && declarator.Init == vars &&
            NamesOf(pattern) is { } names)
        {
            _variables.AddRange(names.Select(n => NameAt(vars, n)));
        }
        else
        {
            Refuse(vars, "'vars' stands alone", "vars.name, vars['name'] or const { name } = vars");
        }
    }

    private void LookAtFeeds(Identifier feeds, Node? parent, Node? grandparent)
    {
        if (MemberOf(feeds, parent) is { } feed && MemberOf((MemberExpression)parent!, grandparent) is { } column)
        {
            _columns.Add(NameAt(feeds, $"{feed}.{column}"));
        }
        else
        {
            Refuse(feeds, "'feeds' stands without a feed and its column", "feeds.name.column");
        }
    }

    private void LookAtCheck(Identifier check, Node? parent)
    {
        bool isCalled = parent is CallExpression call && call.Callee == check;
        if (isCalled && ((CallExpression)parent!).Arguments is [StringLiteral { Value: { } name }, ..])
        {
            _checks.Add(NameAt(check, name));
        }
        else
        {
            string message = isCalled ? "the name of a check must be a text in quotes" : "'check' is not called";
            Refuse(check, message, "check('name', condition)");
        }
    }

    private static ScriptName NameAt(Node node, string name) =>
        new(name, node.Location.Start.Line, node.Location.Start.Column + 1);

    // Of order.vars or { vars: 1 } the name is not a variable.
    private static bool IsKey(Identifier identifier, Node? parent) => parent switch
    {
        MemberExpression member => !member.Computed && member.Property == identifier,
        Property { Shorthand: false, Computed: false } property => property.Key == identifier,
        ClassProperty { Computed: false } property => property.Key == identifier,
        _ => false,
    };

    private static string? MemberOf(Node node, Node? parent) => parent switch
    {
        MemberExpression { Computed: false, Property: Identifier name } member when member.Object == node => name.Name,
        MemberExpression { Computed: true, Property: StringLiteral name } member when member.Object == node => name.Value,
        _ => null,
    };

    private static bool IsTarget(Node member, Node? parent) => parent switch
    {
        AssignmentExpression assignment => assignment.Left == member,
        AssignmentPattern pattern => pattern.Left == member,
        ForInStatement loop => loop.Left == member,
        ForOfStatement loop => loop.Left == member,
        UpdateExpression or ArrayPattern or RestElement or AssignmentProperty => true,
        _ => false,
    };

    private static string[]? NamesOf(ObjectPattern pattern) =>
        pattern.Properties.All(p => p is Property { Computed: false, Key: Identifier })
            ? [.. pattern.Properties.Cast<Property>().Select(p => ((Identifier)p.Key).Name)]
            : null;
}

/// <summary>A name in a script.</summary>
/// <param name="Name">The name.</param>
/// <param name="Line">Line of the script, from 1.</param>
/// <param name="Column">Column, from 1.</param>
internal readonly record struct ScriptName(string Name, int Line, int Column);

/// <summary>A mistake in a script.</summary>
/// <param name="Line">Line of the script, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Allowed">What would be right.</param>
internal sealed record ScriptMistake(int Line, int Column, string Message, string Allowed);
