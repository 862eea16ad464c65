using PerfFunctions.Engine.Budgets;

namespace PerfFunctions.Engine.Plans.Reading;

/// <summary>Reads the top level of a plan.</summary>
internal static class PlanReader
{
    private static readonly Dictionary<string, AuditTiming> Timings = new()
    {
        ["before-load"] = AuditTiming.BeforeLoad,
        ["under-load"] = AuditTiming.UnderLoad,
    };

    /// <summary>The plan; not to be used when the problems have grown.</summary>
    public static PerfPlan? Read(Field root)
    {
        if (root.Map(PlanKeys.Plan) is not { } map)
        {
            return null;
        }

        map.Require("version", "1")?.Whole(1, 1);
        Field? load = map.Get("load");
        Field? pages = map.Get("pages");
        if (load is null && pages is null)
        {
            map.Refuse("the plan has neither 'load' nor 'pages'", "at least one of load, pages");
        }

        return new PerfPlan
        {
            Name = ReadName(map.Require("name", PlanNames.Allowed)) ?? "",
            Target = map.Get("target") is { } target ? TargetReader.Read(target) : null,
            Shards = map.Get("shards")?.Whole(1, PlanLimits.Shards),
            Audits = map.Get("audits")?.Choice(Timings) ?? AuditTiming.BeforeLoad,
            Load = load is null ? [] : ScenarioReader.ReadAll(load),
            Pages = pages is null ? [] : PageReader.ReadAll(pages, SubjectNames.Of(load)),
            Budgets = map.Get("budgets") is { } budgets
                ? BudgetReader.ReadAll(budgets, new BudgetSubjects(SubjectNames.Of(load), SubjectNames.Of(pages)))
                : [],
            Schedule = map.Get("schedule") is { } schedule ? ScheduleReader.Read(schedule) : null,
        };
    }

    private static string? ReadName(Field? field)
    {
        string? name = field?.Text(PlanNames.Allowed, PlanLimits.TextLength);
        if (name is not null && !PlanNames.IsValid(name))
        {
            field!.Refuse("this is not a plan name", PlanNames.Allowed);
        }

        return name;
    }
}
