using PerfFunctions.Engine.Expressions;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Plans.Reading.Scopes;

/// <summary>What a template may be filled in with at one place of a scenario.</summary>
internal sealed class VariableScope
{
    public const string NameAllowed = "a letter or '_', then letters, digits and '_'; at most 64";

    // Sockets are set on the same paths as variables, and have names that no variable has.
    private const string SocketMark = "socket ";

    private readonly PlanScope _plan;
    private readonly string? _scenario;
    private readonly HashSet<string> _known;
    private readonly HashSet<string> _sometimes = [];
    private readonly HashSet<string>? _captured;

    /// <summary>Begins a scenario.</summary>
    /// <param name="plan">Feeds and secrets.</param>
    /// <param name="scenario">Its name; null for what the plan says for all.</param>
    /// <param name="declared">Names in <c>variables:</c>.</param>
    /// <param name="captured">Names that any step of the flow captures; null before the flow.</param>
    public VariableScope(PlanScope plan, string? scenario, IEnumerable<string> declared, HashSet<string>? captured = null)
    {
        _plan = plan;
        _scenario = scenario;
        _known = [.. declared];
        _captured = captured;
    }

    /// <summary>What all scenarios of the plan can name.</summary>
    public PlanScope Plan => _plan;

    /// <summary>What is set: names, and sockets.</summary>
    public IReadOnlyCollection<string> Known => _known;

    /// <summary>The names that are set.</summary>
    public IReadOnlyCollection<string> Names => [.. _known.Where(name => !name.StartsWith(SocketMark, StringComparison.Ordinal))];

    /// <summary>From the next step on the name is set.</summary>
    public void Add(string name) => _known.Add(name);

    /// <summary>From the next step on the name is not set any more.</summary>
    public void Remove(string name) => _known.Remove(name);

    /// <summary>From the next step on the socket is open.</summary>
    public void Open(string socket) => _known.Add(SocketMark + socket);

    /// <summary>From the next step on the socket is not open any more.</summary>
    public void Close(string socket) => _known.Remove(SocketMark + socket);

    /// <summary>What is wrong with the use of a socket; null when nothing is.</summary>
    public (string Message, string Allowed)? MistakeInSocket(string socket)
    {
        if (_known.Contains(SocketMark + socket))
        {
            return null;
        }

        string[] open =
        [
            .. _known
                .Where(name => name.StartsWith(SocketMark, StringComparison.Ordinal))
                .Select(name => name[SocketMark.Length..]),
        ];
        return (
            _sometimes.Contains(SocketMark + socket) ? $"'{socket}' is connected on some paths to this step, but not on all"
                : $"'{socket}' is not connected before this step{Spelling.Hint(socket, open)}",
            open.Length == 0 ? $"a step 'connect' before it, with as: {socket}" : Spelling.List(open));
    }

    /// <summary>A way that not every iteration goes.</summary>
    public VariableScope Branch()
    {
        VariableScope branch = new(_plan, _scenario, _known, _captured);
        branch._sometimes.UnionWith(_sometimes);
        return branch;
    }

    /// <summary>After ways of which an iteration goes one: what all of them set is set.</summary>
    public void Join(IReadOnlyList<VariableScope> ways)
    {
        foreach (string name in ways.SelectMany(w => w._known.Concat(w._sometimes)).ToHashSet())
        {
            (ways.All(w => w._known.Contains(name)) ? _known : _sometimes).Add(name);
        }
    }

    /// <summary>After ways of which an iteration goes all: what any of them set is set.</summary>
    public void Gather(IReadOnlyList<VariableScope> ways)
    {
        foreach (VariableScope way in ways)
        {
            _known.UnionWith(way._known);
            _sometimes.UnionWith(way._sometimes);
        }
    }

    /// <summary>
    /// What is wrong with a variable of a script, which may look at one that is set on some paths only; null when nothing is.
    /// </summary>
    public (string Message, string Allowed)? MistakeInScript(string name, ProblemList problems) =>
        problems.LacksScripts || _known.Contains(name) || _sometimes.Contains(name) || _captured?.Contains(name) == true
            ? null
            : Unset(name, isHurried: false);

    /// <summary>What is wrong with the column of a feed; null when nothing is.</summary>
    public (string Message, string Allowed)? MistakeInColumn(FeedColumn column) =>
        _plan.MistakeIn(column.Feed, column.Column, _scenario);

    /// <summary>Refuses a text that is not a template, or that cannot be filled in here.</summary>
    public void Check(Field field, string text, TemplatePlace place)
    {
        if (TextTemplate.TryParse(text, out TextTemplate? template, out ExpressionProblem? problem))
        {
            Check(field, template.Slots, place);
            return;
        }

        Refuse(field, problem);
    }

    /// <summary>Refuses JSON whose texts are not templates, or cannot be filled in here.</summary>
    public void CheckJson(Field field, string json, TemplatePlace place = TemplatePlace.Sent)
    {
        if (JsonTemplate.TryParse(json, out JsonTemplate? template, out ExpressionProblem? problem))
        {
            Check(field, template.Slots, place);
            return;
        }

        Refuse(field, problem, isJson: true);
    }

    /// <summary>The expression that a text is as a whole; null if a problem was reported.</summary>
    public Expression? ReadExpression(Field field, string text)
    {
        if (!ExpressionParser.TryParse(text, out Expression? expression, out ExpressionProblem? problem))
        {
            Refuse(field, problem);
            return null;
        }

        Check(field, [new TemplateSlot(expression.Source, expression)], TemplatePlace.Logged, "; a text stands in quotes");
        return expression;
    }

    // A text of JSON is counted from its own beginning, and any other from that of the whole file.
    private static void Refuse(Field field, ExpressionProblem problem, bool isJson = false)
    {
        FileText? at = field.File is null ? null
            : isJson ? field.File with { Line = problem.Line }
            : field.File.AtIndex(problem.Column - 1);
        string place = at is null || isJson ? $"column {problem.Column}: " : "";
        (field with { File = at }).Refuse($"{place}{problem.Message}", problem.Allowed);
    }

    private void Check(Field field, IReadOnlyList<TemplateSlot> slots, TemplatePlace place, string hint = "")
    {
        foreach ((string message, string allowed, FileText? file) in slots
            .SelectMany(slot => MistakesIn(slot, slot.Expression, place, field.Problems)
                .Select(m => (m.Message, m.Allowed, field.File?.At(slot.Text)))).Distinct())
        {
            (field with { File = file }).Refuse(message, allowed + hint);
        }
    }

    private IEnumerable<(string Message, string Allowed)> MistakesIn(
        TemplateSlot slot, Expression expression, TemplatePlace place, ProblemList problems)
    {
        if (place is TemplatePlace.Constant or TemplatePlace.Page && !slot.Expression.IsConstant)
        {
            return expression == slot.Expression ? [WrongPlace(slot, place)] : [];
        }

        switch (expression)
        {
            case SecretExpression secret when place == TemplatePlace.Logged:
                return [("a secret here would be logged, for example by proxies", $"${{secret({secret.Name})}} in headers, auth, tls.certificate and bodies")];
            case SecretExpression secret:
                _plan.AddSecret(secret.Name);
                return [];
            case NameExpression name:
                bool isKnown = _known.Contains(name.Name) || problems.Parameters.Contains(name.Name) || problems.LacksScripts;
                return isKnown ? [] : [Unset(name.Name, problems.IsFull)];
            case MemberExpression { Feed: { } feed } member when !_known.Contains(feed) && !problems.Parameters.Contains(feed):
                return _plan.MistakeIn(feed, member.Name, _scenario) is { } mistake ? [mistake] : [];
            case CallExpression call:
                HashSet<Expression> hidden = new(call.HiddenArguments, ReferenceEqualityComparer.Instance);
                return call.Parts.SelectMany(p => MistakesIn(slot, p, hidden.Contains(p) ? TemplatePlace.Sent : place, problems));
            default:
                return expression.Parts.SelectMany(p => MistakesIn(slot, p, place, problems));
        }
    }

    private static (string Message, string Allowed) WrongPlace(TemplateSlot slot, TemplatePlace place) => place == TemplatePlace.Page
        ? ($"'${{{slot.Text}}}' cannot be replaced: pages do not support variables", "fixed text and ${secret(name)}")
        : ($"'${{{slot.Text}}}' differs from one iteration to the next, but this value is the same for all iterations",
            "fixed text and ${secret(name)}");

    private (string Message, string Allowed) Unset(string name, bool isHurried)
    {
        string hint = isHurried ? "" : Spelling.Hint(name, Names);
        string message =
            _captured is null ? $"'${{{name}}}' is not set before the first step{hint}"
            : _sometimes.Contains(name) ? $"'${{{name}}}' is captured on some paths to this step, but not on all"
            : _captured.Contains(name) ? $"'${{{name}}}' is captured by this step or a later one, but not before it"
            : $"'${{{name}}}' is neither in 'variables' nor captured in an earlier step{hint}";
        return (message, Names.Count == 0 ? "a name set in 'variables'" : $"a set name: {Spelling.List(Names)}");
    }
}

/// <summary>What becomes of a filled-in template.</summary>
internal enum TemplatePlace
{
    /// <summary>A path or a comparison: no place for secrets.</summary>
    Logged,

    /// <summary>A header, a body, who is asking.</summary>
    Sent,

    /// <summary>Made once a shard.</summary>
    Constant,

    /// <summary>A cookie or header of a page, or what is typed into it.</summary>
    Page,
}
