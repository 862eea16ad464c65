using System.Globalization;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans.Fields;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Reads names of requests, groups, checks and metrics of the plan's own, which people read.</summary>
internal static class SeriesTitles
{
    /// <summary>What a problem names as right.</summary>
    public static readonly string Allowed = string.Create(CultureInfo.InvariantCulture,
        $"a name of 1 to {PlanLimits.TitleLength} characters with at least one letter or digit");

    /// <summary>Whether a text is a name.</summary>
    public static bool IsTitle(string name) =>
        name.Length <= PlanLimits.TitleLength && name.Any(char.IsLetterOrDigit) && !name.Any(char.IsControl);

    /// <summary>The name; null if a problem was reported.</summary>
    public static string? Read(Field field)
    {
        string? name = field.Text(Allowed, PlanLimits.TextLength);
        if (name is null || IsTitle(name))
        {
            return name;
        }

        field.Refuse("this is not a name", Allowed);
        return null;
    }

    /// <summary>Refuses the name of an entry that is none.</summary>
    public static void Check(NamedField entry)
    {
        if (!IsTitle(entry.Name))
        {
            entry.RefuseName("this is not a name", Allowed);
        }
    }

    /// <summary>Refuses a flow with too many names: each is measured each second.</summary>
    public static void CheckCount(Field flow, ScenarioSeries series)
    {
        int requests = series.Requests.Count();
        int others = series.All.Count(
            s => s.Kind is SeriesKind.Group or SeriesKind.Stream or SeriesKind.Check or SeriesKind.Measure);
        if (requests > PlanLimits.SeriesNames)
        {
            flow.Refuse(
                $"the requests have {requests} names; give those that belong together one with 'name'",
                $"at most {PlanLimits.SeriesNames} names of requests");
        }

        if (others > PlanLimits.SeriesNames)
        {
            flow.Refuse($"groups, streams, checks and metrics have {others} names", $"at most {PlanLimits.SeriesNames}");
        }
    }
}
