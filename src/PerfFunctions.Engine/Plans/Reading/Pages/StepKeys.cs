using System.Text.Json.Nodes;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading.Pages;

/// <summary>Declares the steps of <c>steps:</c> and <c>login:</c> of a page.</summary>
internal static class StepKeys
{
    /// <summary>A step.</summary>
    public static readonly MapGrammar<StepDraft> Step = new(
        "pageStep", "Page step", "Exactly one action.",
        rule: new KeyChoice("what the step does", "open", "click", "fill", "press", "waitFor", "wait"))
    {
        { "open", Of(Ref("path"), PageTexts.ReadPath), "Opens a path or address.", (s, v) => s.Does(new OpenAct(v)) },
        { "click", Selector, "Clicks an element, by selector.", (s, v) => s.Does(new ClickAct(v)) },
        {
            "fill", Texts, "Types into fields: value by selector.",
            (s, f) => s with { Acts = JourneyReader.ReadFill(f, s.Scope), Fill = f }
        },
        { "press", Of(Text(PlanLimits.KeyLength), PageTexts.ReadKey), "Presses a key.", (s, v) => s.Does(new PressAct(v)) },
        { "waitFor", Selector, "Waits for an element, by selector.", (s, v) => s.Does(new WaitForAct(v)) },
        { "wait", Duration(PlanLimits.PageWait), "Waits for a time.", (s, v) => s.Does(new WaitAct(v)) },
        {
            "name", Name, "Name under which the step is measured.",
            (s, f) => s with { Name = JourneyReader.ReadName(f, s.Names) }
        },
    };

    private static ValueGrammar<string> Selector => Of(Ref("selector"), PageTexts.ReadSelector);

    private static JsonObject Texts => new()
    {
        ["type"] = "object",
        ["minProperties"] = 1,
        ["maxProperties"] = PlanLimits.MapEntries,
        ["additionalProperties"] = Ref("text"),
    };

    private static JsonObject Name => new()
    {
        ["type"] = Names(["string", "boolean"]),
        ["pattern"] = $"^[a-z][a-z0-9-]{{0,{PlanLimits.NameLength - 1}}}$",
    };

    private static JsonObject Text(int longest) =>
        new() { ["type"] = Names(["string", "number", "boolean"]), ["minLength"] = 1, ["maxLength"] = longest };
}

/// <summary>A step as far as it has been read.</summary>
/// <param name="Scope">Takes note of secrets.</param>
/// <param name="Names">Names of the steps before; null for a login, whose steps have none.</param>
internal sealed record StepDraft(VariableScope Scope, HashSet<string>? Names)
{
    public string? Name { get; init; }

    public IReadOnlyList<JourneyAct> Acts { get; init; } = [];

    /// <summary>The fields that are filled; null for another act.</summary>
    public Field? Fill { get; init; }

    /// <summary>The step with its act.</summary>
    public StepDraft Does(JourneyAct act) => this with { Acts = [act] };
}
