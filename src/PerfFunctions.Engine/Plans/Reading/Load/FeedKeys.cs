using System.Text.Json.Nodes;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>Declares the feeds of <c>feeds:</c>.</summary>
internal static class FeedKeys
{
    private const string FromAllowed = "an absolute http or https address whose path ends in .csv or .json";

    /// <summary>What a file of rows may be written in: whether that is JSON.</summary>
    public static readonly IReadOnlyDictionary<string, bool> Formats = new Dictionary<string, bool> { ["csv"] = false, ["json"] = true };

    /// <summary>The keys of which one says where the rows are.</summary>
    public static readonly string[] Sources = ["csv", "json", "file", "from"];

    private static readonly Dictionary<string, FeedPick> Picks = new()
    {
        ["sequential"] = FeedPick.Sequential,
        ["random"] = FeedPick.Random,
        ["unique"] = FeedPick.Unique,
    };

    private static readonly Dictionary<string, char> Separators = new()
    {
        [","] = Feed.Comma,
        [";"] = ';',
        ["|"] = '|',
        ["tab"] = '\t',
    };

    /// <summary>A feed.</summary>
    public static readonly MapGrammar<Feed> Map = new(
        "feed", "Feed", "Exactly one of csv, json, file and from.",
        rule: new KeyChoice("the source of the rows", Sources), never: Never())
    {
        { "csv", new JsonObject { ["type"] = "string" }, "RFC 4180; the first line names the columns." },
        { "json", Rows(), "A list of maps, as a value or as text." },
        { "file", Ref("planFile"), "A .csv or .json file beside the plan." },
        { "format", Words(Formats.Keys), "What the file is, where its extension does not say it." },
        {
            "from", Of(Pattern(@"^[hH][tT][tT][pP][sS]?://[^\s@?#]+\.([cC][sS][vV]|[jJ][sS][oO][nN])([?#]\S*)?$"), ReadAddress),
            "A .csv or .json file, fetched once before the run.", (f, v) => f with { From = v }
        },
        { "columns", List(PlanLimits.FeedColumns, Ref("name")), "Columns of the file that flows use." },
        {
            "pick", Word(Picks) with { Default = "sequential" },
            "How rows are taken; unique rows that cannot last for the load are refused.", (f, v) => f with { Pick = v }
        },
        { "separator", Word(Separators) with { Default = "," }, "Separator of CSV values.", (f, v) => f with { Separator = v } },
    };

    private static Uri? ReadAddress(Field field)
    {
        if (field.Text(FromAllowed, PlanLimits.PathLength) is not { } text || !TargetReader.CheckFixedAddress(field, text, FromAllowed))
        {
            return null;
        }

        Uri address = new(text);
        bool isKnown = IsJson(address) || address.AbsolutePath.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);
        if (!isKnown)
        {
            field.Refuse("the path has no known file extension", FromAllowed);
        }

        return address;
    }

    private static bool IsJson(Uri address) => address.AbsolutePath.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static JsonObject Rows() => AnyOf(
        new JsonObject { ["type"] = "string" },
        List(PlanLimits.FeedRows, new JsonObject
        {
            ["type"] = "object",
            ["maxProperties"] = PlanLimits.FeedColumns,
            ["additionalProperties"] = new JsonObject { ["type"] = Names(["string", "number", "boolean", "null"]) },
        }));

    private static JsonObject Never() => Parse(
        """
        {
          "anyOf": [
            { "required": ["from"], "not": { "required": ["columns"] } },
            { "required": ["columns"], "not": { "required": ["from"] } },
            { "required": ["format"], "not": { "required": ["file"] } },
            {
              "required": ["file"],
              "not": {
                "anyOf": [
                  { "required": ["format"] },
                  { "properties": { "file": { "pattern": "\\.([cC][sS][vV]|[jJ][sS][oO][nN])$|\\$\\{" } } }
                ]
              }
            },
            { "required": ["json", "separator"] },
            { "required": ["format", "separator"], "properties": { "format": { "const": "json" } } },
            {
              "required": ["file", "separator"],
              "properties": { "file": { "pattern": "\\.[jJ][sS][oO][nN]$" } },
              "not": { "required": ["format"] }
            }
          ]
        }
        """);
}
