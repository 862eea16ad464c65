using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using PerfFunctions.Engine.ServerMetrics;

namespace PerfFunctions.Engine.Plans.Reading.Budgets;

/// <summary>Reads <c>server:</c>.</summary>
internal static class ServerReader
{
    /// <summary>The series; refused for a plan without load, which has no time to read them for.</summary>
    public static IReadOnlyList<ServerMetric> ReadAll(Field field, bool hasLoad)
    {
        IReadOnlyList<NamedField>? entries =
            field.Entries(PlanLimits.ServerSeries, "series by name, such as cpu: { prometheus: 'avg(…)', unit: percent }");
        if (entries is { Count: 0 })
        {
            field.Refuse("there are no series", "at least one series");
        }
        else if (entries is not null && !hasLoad)
        {
            field.Refuse("server-side metrics are read during the load, and the plan has no load", "a plan with 'load'");
        }

        return [.. (entries ?? []).Select(Read).OfType<ServerMetric>()];
    }

    /// <summary>What budgets may be about: the series as the file names them, right or not.</summary>
    public static IReadOnlyDictionary<string, ServerUnit> Named(PerfPlan plan, Field? field) => SubjectNames.Of(field)
        .ToDictionary(name => name, name => plan.Server.FirstOrDefault(m => m.Name == name)?.Unit ?? ServerUnit.Count);

    private static ServerMetric? Read(NamedField entry)
    {
        if (!SubjectNames.IsName(entry.Name))
        {
            entry.RefuseName("this is not a name", SubjectNames.Allowed);
        }

        (ServerUnit unit, ServerSource? source) = ServerKeys.Series.Read(entry.Value, new SeriesDraft(ServerUnit.Count, null));
        return source is null ? null : new ServerMetric(entry.Name, unit, source);
    }
}
