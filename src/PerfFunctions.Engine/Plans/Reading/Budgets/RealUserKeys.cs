using System.Text.Json.Nodes;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.RealUsers;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading.Budgets;

/// <summary>Declares <c>rum:</c>.</summary>
internal static class RealUserKeys
{
    private const string OriginPattern = "^[hH][tT][tT][pP][sS]?://[^/?#@\\s]+/?$";
    private const string PathPattern = "^/[^?#\\s\\\\]*$";

    /// <summary>What the plan wants to know of real users.</summary>
    public static readonly MapGrammar<RealUserPlan> Map = new("rum", "Real users", "Page views that browsers of real users report.")
    {
        {
            "origins", Of(List(PlanLimits.Origins, Pattern(OriginPattern, "https://shop.example")), RealUserReader.ReadOrigins) with
            {
                Required = RealUserReader.OriginsAllowed,
            },
            "Origins whose pages may send: https, or http on the machine itself.", (r, v) => r with { Origins = v }
        },
        {
            "pages", Of(Entries(PlanLimits.Pages, Paths(), PageName()), RealUserReader.ReadPages) with { Required = RealUserReader.PagesAllowed },
            "Pages by name, each with its path or a list of paths: * within a segment, ** across segments; the first page that fits counts.",
            (r, v) => r with { Pages = v }
        },
        {
            "window", Days(PlanLimits.RealUserDays) with { Default = "7d" }, "How far back a run looks, in whole days.",
            (r, v) => r with { Window = v }
        },
        {
            "minSamples", Whole(1, PlanLimits.MinSamples) with { Default = 100 },
            "Values that a metric of a page needs; with fewer it has no data.", (r, v) => r with { MinSamples = v }
        },
        { "sample", Share() with { Default = "100%" }, "Share of the page views that send.", (r, v) => r with { Sample = v } },
    };

    private static JsonObject Paths() =>
        AnyOf(Pattern(PathPattern, "/p/*"), List(PlanLimits.PagePaths, Pattern(PathPattern, "/p/*")));

    private static JsonObject PageName() => new() { ["pattern"] = "^[a-z][a-z0-9_-]{0,39}$" };

    private static JsonObject Pattern(string pattern, string example)
    {
        JsonObject schema = Schemas.Pattern(pattern);
        schema["maxLength"] = RealUserReader.MaxLength;
        schema["examples"] = Names([example]);
        return schema;
    }
}
