using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Objectives;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Http;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Objectives;

/// <summary>Reads <c>objectives:</c>, from the plan or a file beside it.</summary>
internal static class ObjectivesReader
{
    private const string JourneysAllowed = "journeys by name, such as checkout: { availability: 99.9%, latency: { p95: 300ms } }";

    /// <summary>The objectives with the budgets that derive from them.</summary>
    /// <param name="field">The map, or the file that holds it.</param>
    /// <param name="subjects">What the plan measures.</param>
    public static PlanObjectives Read(Field field, BudgetSubjects subjects) =>
        field.Node is MapNode map && map.Entries.Any(e => BodyKeys.File.Keys.Contains(e.Key))
            ? ReadFile(field, subjects)
            : ReadMap(field, subjects);

    private static PlanObjectives ReadMap(Field field, BudgetSubjects subjects)
    {
        if (field.Map(ObjectiveKeys.Map.Keys) is not { } map)
        {
            return PlanObjectives.None;
        }

        ServiceObjectives objectives = ObjectiveKeys.Map.Read(map, new ServiceObjectives());
        if (map.Get("journeys") is not { } journeys)
        {
            return new PlanObjectives(objectives, []);
        }

        IReadOnlyList<NamedField> entries = journeys.Entries(PlanLimits.Journeys, JourneysAllowed) ?? [];
        if (journeys.Node is MapNode { Entries.Count: 0 })
        {
            journeys.Refuse("there are no journeys", JourneysAllowed);
        }

        List<Journey> read = [];
        List<BudgetRule> rules = [];
        foreach (NamedField entry in entries)
        {
            if (ReadJourney(entry, objectives.Owner, subjects, rules) is { } journey)
            {
                read.Add(journey);
            }
        }

        return new PlanObjectives(objectives with { Journeys = read }, rules);
    }

    private static Journey? ReadJourney(NamedField entry, string? owner, BudgetSubjects subjects, List<BudgetRule> rules)
    {
        if (!SubjectNames.IsName(entry.Name))
        {
            entry.RefuseName("this is not a name", SubjectNames.Allowed);
        }

        if (entry.Value.Map(JourneyKeys.Map.Keys) is not { } map)
        {
            return null;
        }

        Journey journey = JourneyKeys.Map.Read(map, new Journey(entry.Name, entry.Name));
        if (ObjectiveSubject.Mistake(journey.Subject, subjects) is not { } mistake)
        {
            rules.AddRange(new ObjectiveRules(journey, owner, subjects).Read(map));
        }
        else if (map.Get("of") is { } of)
        {
            of.Refuse(mistake.Message, mistake.Allowed);
        }
        else
        {
            entry.RefuseName($"{mistake.Message}; 'of' says what measures the journey", mistake.Allowed);
        }

        return journey;
    }

    // Problems of the file stand at the key that names it, with the line of the file in their sentence.
    private static PlanObjectives ReadFile(Field field, BudgetSubjects subjects)
    {
        if (BodyKeys.File.Read(field, null) is not { } named || named.FileText(PlanLimits.FileBytes) is not { } file)
        {
            return PlanObjectives.None;
        }

        ProblemList problems = new();
        PlanObjectives read = Compose(file.Text, problems) is { } root
            ? ReadMap(new Field(root, field.Path, problems), subjects)
            : PlanObjectives.None;
        foreach (PlanProblem problem in problems.ToList())
        {
            string place = (file with { Line = problem.Line }).Place;
            field.Problems.Add(problem with { Line = named.Node.Line, Message = $"{place}{problem.Message}" });
        }

        return read with { Rules = [.. read.Rules.Select(rule => rule with { Line = named.Node.Line })] };
    }

    private static PlanNode? Compose(string text, ProblemList problems)
    {
        try
        {
            PlanNode? root = JsonComposer.Compose(text, problems) ?? YamlComposer.Compose(text, problems);
            if (root is null && problems.Count == 0)
            {
                problems.Add("objectives", 0, null, "the file is empty", string.Join(", ", ObjectiveKeys.Map.Keys));
            }

            return root;
        }
        catch (RefusedDocumentException e)
        {
            problems.Add(e.Problem);
            return null;
        }
    }
}

/// <summary>The objectives of a plan as far as they could be read.</summary>
/// <param name="Objectives">The objectives; null if a problem was reported instead.</param>
/// <param name="Rules">Budgets that derive from them.</param>
internal sealed record PlanObjectives(ServiceObjectives? Objectives, IReadOnlyList<BudgetRule> Rules)
{
    /// <summary>None.</summary>
    public static PlanObjectives None { get; } = new(null, []);
}
