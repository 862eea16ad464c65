using PerfFunctions.Engine.Expressions;

namespace PerfFunctions.Load.Flows;

/// <summary>A template made ready: what is the same for every iteration is filled in once.</summary>
internal sealed class CompiledText
{
    private readonly TextTemplate _template;
    private readonly string? _fixed;

    /// <summary>Parses a template of a valid plan.</summary>
    public CompiledText(string text, ScenarioContext context)
    {
        _template = TextTemplate.Parse(text);
        _fixed = _template.Slots.All(s => s.Expression.IsConstant) ? _template.Render(context.Constants) : null;
    }

    /// <summary>What is filled in.</summary>
    public IReadOnlyList<TemplateSlot> Slots => _template.Slots;

    /// <summary>Whether it is the same for every iteration.</summary>
    public bool IsFixed => _fixed is not null;

    /// <summary>The text for an iteration.</summary>
    public string Render(Iteration iteration) => _fixed ?? _template.Render(iteration);

    /// <summary>The path or address for an iteration.</summary>
    public string RenderAddress(Iteration iteration) => _template.RenderAddress(iteration);
}
