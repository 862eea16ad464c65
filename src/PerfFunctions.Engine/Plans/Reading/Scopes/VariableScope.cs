using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Templates;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Plans.Reading.Scopes;

/// <summary>What a template may be filled in with at one place of a scenario.</summary>
internal sealed class VariableScope
{
    public const string NameAllowed = "a letter or '_', then letters, digits and '_'; at most 64";

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

    /// <summary>From the next step on the name is set.</summary>
    public void Add(string name) => _known.Add(name);

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

    /// <summary>Refuses a text that is not a template, or that cannot be filled in here.</summary>
    public void Check(Field field, string text, TemplatePlace place)
    {
        if (!TextTemplate.TryParse(text, out TextTemplate? template))
        {
            field.Refuse("'${' must be followed by a placeholder and '}'", TextTemplate.Allowed);
            return;
        }

        foreach (TemplateSlot slot in template.Slots)
        {
            if (MistakeIn(slot, place, field.Problems.IsFull) is { } mistake)
            {
                field.Refuse(mistake.Message, mistake.Allowed);
            }
        }
    }

    private (string Message, string Allowed)? MistakeIn(TemplateSlot slot, TemplatePlace place, bool isHurried)
    {
        if (slot.Inner is { } inner)
        {
            return MistakeIn(inner, place, isHurried) ?? WithSecret(slot, TemplateFunctions.MistakeIn(slot));
        }

        bool isSecret = slot is { Kind: SlotKind.Function, Name: TemplateFunctions.Secret };
        if (place == TemplatePlace.Constant && !isSecret)
        {
            return ($"'${{{slot.Text}}}' differs from one iteration to the next, but this value is the same for all iterations",
                "fixed text and ${secret(name)}");
        }

        if (place == TemplatePlace.Page && !isSecret)
        {
            return ($"'${{{slot.Text}}}' cannot be replaced: pages do not support variables", "fixed text and ${secret(name)}");
        }

        if (place == TemplatePlace.Logged && isSecret)
        {
            return ("a secret here would be logged, for example by proxies",
                "${secret(name)} in headers, auth, tls.certificate and bodies");
        }

        return slot.Kind switch
        {
            SlotKind.Function => WithSecret(slot, TemplateFunctions.MistakeIn(slot)),
            SlotKind.Feed => _plan.MistakeIn(slot, _scenario),
            _ => _known.Contains(slot.Name) ? null : Unset(slot.Name, isHurried),
        };
    }

    // Takes note of the secret of a call without a mistake.
    private (string Message, string Allowed)? WithSecret(TemplateSlot call, (string Message, string Allowed)? mistake)
    {
        if (mistake is null && call.SecretName is { } secret)
        {
            _plan.AddSecret(secret);
        }

        return mistake;
    }

    private (string Message, string Allowed) Unset(string name, bool isHurried)
    {
        string hint = isHurried ? "" : Spelling.Hint(name, _known);
        string message =
            _captured is null ? $"'${{{name}}}' is not set before the first step{hint}"
            : _sometimes.Contains(name) ? $"'${{{name}}}' is captured on some paths to this step, but not on all"
            : _captured.Contains(name) ? $"'${{{name}}}' is captured by this step or a later one, but not before it"
            : $"'${{{name}}}' is neither in 'variables' nor captured in an earlier step{hint}";
        return (message, _known.Count == 0 ? "a name set in 'variables'" : $"a set name: {Spelling.List(_known)}");
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
