using System.Text.RegularExpressions;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Pages;

/// <summary>Reads <c>steps:</c> and <c>login:</c> of a page.</summary>
internal static partial class JourneyReader
{
    private const string ListAllowed = "a list of steps, such as - click: '#buy'";
    private const string FillAllowed = "texts by selector, such as { '#name': Anna }";
    private const string NameAllowed = "a lower-case letter, then lower-case letters, digits and '-'; at most 40";

    /// <summary>The steps. A fill of several fields becomes a step for each.</summary>
    /// <param name="field">The list.</param>
    /// <param name="scope">Takes note of secrets.</param>
    /// <param name="isMeasured">False for a login, whose steps have no names.</param>
    public static IReadOnlyList<JourneyStep> Read(Field field, VariableScope scope, bool isMeasured)
    {
        HashSet<string> names = [];
        StepDraft start = new(scope, isMeasured ? names : null);
        IReadOnlyList<Field> items = field.Items(PlanLimits.PageSteps, ListAllowed) ?? [];
        return [.. items.SelectMany(item => StepsOf(StepKeys.Step.Read(item, start)))];
    }

    /// <summary>Whether a text is the name of a step.</summary>
    public static bool IsName(string text) => text.Length <= PlanLimits.NameLength && Name().IsMatch(text);

    /// <summary>Reads what is typed into which fields.</summary>
    public static IReadOnlyList<JourneyAct> ReadFill(Field field, VariableScope scope)
    {
        IReadOnlyList<NamedField>? entries = field.Entries(PlanLimits.MapEntries, FillAllowed);
        if (entries is { Count: 0 })
        {
            field.Refuse("there are no fields", FillAllowed);
        }

        List<JourneyAct> acts = [];
        foreach (NamedField entry in entries ?? [])
        {
            PageTexts.CheckSelector(entry);
            if (entry.Value.Text("what is typed, such as Anna", PlanLimits.TextLength) is { } text)
            {
                scope.Check(entry.Value, text, TemplatePlace.Page);
                acts.Add(new FillAct(entry.Name, text));
            }
        }

        return acts;
    }

    /// <summary>Reads the name of a step.</summary>
    /// <param name="field">The name.</param>
    /// <param name="names">Names of the steps before; null for a login, whose steps have none.</param>
    public static string? ReadName(Field field, HashSet<string>? names)
    {
        if (field.Text(NameAllowed, PlanLimits.TextLength) is not { } name)
        {
            return null;
        }

        string? mistake = names is null ? "a login step is not measured"
            : !IsName(name) ? "this is not the name of a step"
            : !names.Add(name) ? $"there is a step '{name}' already"
            : null;
        if (mistake is not null)
        {
            field.Refuse(mistake, names is null ? "a step without a name" : $"a unique name: {NameAllowed}");
        }

        return name;
    }

    private static IEnumerable<JourneyStep> StepsOf(StepDraft step)
    {
        if (step is { Name: not null, Acts.Count: > 1 })
        {
            step.Fill!.Refuse("a named step fills exactly one field", "one field, or no name");
        }

        return step.Acts.Select(act => new JourneyStep(step.Name, act));
    }

    [GeneratedRegex(@"^[a-z][a-z0-9-]*\z")]
    private static partial Regex Name();
}
