using System.Globalization;
using System.Text.Json.Nodes;
using PerfFunctions.Engine.Objectives;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Units;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading.Objectives;

/// <summary>Declares <c>growth:</c> of the objectives.</summary>
internal static class GrowthKeys
{
    private const int Months = 12;
    private const double MinSeason = 0.01;
    private const double MaxGrowth = 10;
    private const double MeanTolerance = 0.1;
    private const string GrowthAllowed = "more than -100% and at most 1000%, such as 10% or -2%";
    private const string DateFormat = "yyyy-MM-dd";
    private const string DateAllowed = "a date of the calendar as YYYY-MM-DD, such as 2027-11-26";
    private const string SeasonsAllowed = "twelve factors, January first, with a mean of about 1";
    private const string EventsAllowed = "a list of events, such as - { name: Black Friday, date: 2027-11-26, factor: 4x }";

    /// <summary>A day of higher demand.</summary>
    public static readonly MapGrammar<DemandEvent> Event = new("demandEvent", "Demand event")
    {
        { "name", AnyText("a name") with { Required = "a name" }, "What it is called.", (e, v) => e with { Name = v } },
        { "date", Of(Date(), ReadDate) with { Required = DateAllowed }, "The day, as YYYY-MM-DD.", (e, v) => e with { Date = v } },
        {
            "factor", Times(PlanLimits.DemandFactor) with { Required = $"1x to {PlanLimits.DemandFactor}x" },
            "Demand relative to an ordinary day of that time.", (e, v) => e with { Factor = v }
        },
    };

    /// <summary>How demand is expected to change.</summary>
    public static readonly MapGrammar<DemandGrowth> Map = new("growth", "Growth", empty: "nothing is said of the growth")
    {
        {
            "perMonth", Of(Growth(), ReadGrowth), "Growth of demand in a month; negative where it shrinks.",
            (g, v) => g with { PerMonth = v }
        },
        {
            "peak", Times(PlanLimits.DemandFactor), "Busiest moment of a month relative to its ordinary busy hour, such as 10x.",
            (g, v) => g with { PeakFactor = v }
        },
        {
            "seasons", Of(Seasons(), ReadSeasons), "Factors of the twelve months, January first, with a mean of about 1.",
            (g, v) => g with { Seasons = v }
        },
        {
            "events", Of(List(PlanLimits.DemandEvents, Ref(Event)), ReadEvents), "Days on which demand is higher.",
            (g, v) => g with { Events = v }
        },
    };

    private static JsonObject Growth()
    {
        JsonObject growth = Pattern("^ *-?[0-9]+(\\.[0-9]+)? *% *$");
        growth["examples"] = Names(["10%", "-2%"]);
        return growth;
    }

    private static JsonObject Date()
    {
        JsonObject date = Pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
        date["examples"] = Names(["2027-11-26"]);
        return date;
    }

    private static JsonObject Seasons() => new()
    {
        ["type"] = "array",
        ["minItems"] = Months,
        ["maxItems"] = Months,
        ["items"] = new JsonObject { ["type"] = "number", ["minimum"] = MinSeason, ["maximum"] = PlanLimits.DemandFactor },
    };

    private static double? ReadGrowth(Field field)
    {
        if (field.Text(GrowthAllowed, PlanLimits.TextLength) is not { } text)
        {
            return null;
        }

        string trimmed = text.Trim(' ');
        bool isNegative = trimmed.StartsWith('-');
        string number = isNegative ? trimmed[1..] : trimmed;
        if (!Percents.TryParse(number, out double share) || number.StartsWith(' '))
        {
            bool isBare = Quantity.TryRead(number, out Quantity quantity) && quantity.Unit.Length == 0;
            field.Refuse(isBare ? $"a bare number has no unit; say '{trimmed}%'" : "this is not a percentage", GrowthAllowed);
            return null;
        }

        double growth = isNegative ? -share : share;
        if (growth is <= -1 or > MaxGrowth)
        {
            field.Refuse(growth <= -1 ? "demand cannot shrink by all of itself" : "the growth is too high", GrowthAllowed);
            return null;
        }

        return growth;
    }

    private static DateOnly? ReadDate(Field field)
    {
        if (field.Text(DateAllowed, PlanLimits.TextLength) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
        {
            return date;
        }

        field.Refuse("there is no such date", DateAllowed);
        return null;
    }

    private static double[]? ReadSeasons(Field field)
    {
        if (field.Items(Months, SeasonsAllowed) is not { } items)
        {
            return null;
        }

        if (items.Count != Months)
        {
            field.Refuse($"the list has {items.Count} factors", SeasonsAllowed);
            return null;
        }

        double?[] factors = [.. items.Select(item => item.Number(MinSeason, PlanLimits.DemandFactor))];
        if (factors.Any(factor => factor is null))
        {
            return null;
        }

        double mean = factors.Average()!.Value;
        if (Math.Abs(mean - 1) > MeanTolerance)
        {
            field.Refuse(string.Create(CultureInfo.InvariantCulture, $"the factors have a mean of {mean:0.##}"), SeasonsAllowed);
            return null;
        }

        return [.. factors.OfType<double>()];
    }

    private static DemandEvent[]? ReadEvents(Field field) =>
        field.Items(PlanLimits.DemandEvents, EventsAllowed) is { } items
            ? [.. items.Select(item => Event.Read(item, new DemandEvent("", DateOnly.MinValue, 1)))]
            : null;
}
