using System.Text.Json.Nodes;
using PerfFunctions.Engine.Objectives;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading.Objectives;

/// <summary>Declares <c>objectives:</c>.</summary>
internal static class ObjectiveKeys
{
    private const double MaxCost = 1_000_000_000;
    private const long MaxVolume = 1_000_000_000_000_000;
    private const string DataAllowed = "data volumes by name, such as products: 100000";

    /// <summary>The objectives. Journeys are left to <see cref="ObjectivesReader"/>.</summary>
    public static readonly MapGrammar<ServiceObjectives> Map = new(
        "objectives", "Objectives", "What the tested system must do, for whom and how long. Budgets derive from it.",
        empty: "there are no objectives")
    {
        { "owner", AnyText("a person or team"), "Who answers for the system; shown with the budgets.", (o, v) => o with { Owner = v } },
        {
            "journeys", Entries(PlanLimits.Journeys, Ref(JourneyKeys.Map), new JsonObject { ["pattern"] = "^[a-z][a-z0-9_-]{0,39}$" }),
            "User journeys by name, each with its targets."
        },
        {
            "growth", ValueGrammars.Map(GrowthKeys.Map, new DemandGrowth()), "How demand is expected to change.",
            (o, v) => o with { Growth = v }
        },
        {
            "data", Of(Entries(PlanLimits.DemandEvents, Volume()), ReadData), "Data volumes by name, such as products: 100000.",
            (o, v) => o with { Data = v }
        },
        {
            "monthlyCost", Number(0, MaxCost), "Most that the infrastructure of the system may cost in a month, in the currency of the price list.",
            (o, v) => o with { MonthlyCost = (decimal)v }
        },
    };

    private static JsonObject Volume() => new() { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = MaxVolume };

    private static Dictionary<string, long>? ReadData(Field field)
    {
        if (field.Entries(PlanLimits.DemandEvents, DataAllowed) is not { } entries)
        {
            return null;
        }

        if (entries.Count == 0)
        {
            field.Refuse("there are no data volumes", DataAllowed);
        }

        Dictionary<string, long> data = [];
        foreach (NamedField entry in entries)
        {
            if (entry.Name.Length is 0 or > PlanLimits.TitleLength)
            {
                entry.RefuseName("this is not a name", $"1 to {PlanLimits.TitleLength} characters");
            }

            data[entry.Name] = entry.Value.Long(0, MaxVolume) ?? 0;
        }

        return data;
    }
}
