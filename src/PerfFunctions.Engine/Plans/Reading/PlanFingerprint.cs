using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading.Http;
using PerfFunctions.Engine.Plans.Reading.Protocols;

namespace PerfFunctions.Engine.Plans.Reading;

/// <summary>
/// Distinguishes plans by what they measure: load, pages and what shapes them. Budgets, the schedule, the target and the
/// name do not count, nor do comments and layout, so that a new budget leaves a run comparable with those before.
/// </summary>
public static partial class PlanFingerprint
{
    private const int Characters = 12;
    private const string Target = "target";

    private static readonly string[] Expressions = ["if", "while", "until", "in"];
    private static readonly string[] Measuring =
        ["shards", "audits", "audit", "warmup", "http", "feeds", "functions", "setup", "arrivals", "users", "load", "pages"];

    /// <summary>Twelve hexadecimal digits; the same for any text that is not a plan.</summary>
    /// <param name="text">The plan.</param>
    /// <param name="settings">
    /// What a run chooses of it; null for nothing. A profile and values of parameters count by what they make of the plan. A
    /// target counts where the profile makes it another: such a profile is another place, while an address that is set is often
    /// that of the commit under test.
    /// </param>
    /// <param name="files">The files beside the plan, which count by what is in them; null for none.</param>
    public static string Of(string text, PlanSettings? settings = null, PlanFiles? files = null)
    {
        var canonical = new StringBuilder();
        HashSet<string> named = [];
        if (PlanOutline.RootOf(text) is { } plan && Resolve(plan, settings ?? PlanSettings.None) is { } root)
        {
            if (TargetOfProfile(plan, settings ?? PlanSettings.None) is { } target)
            {
                Write(target, canonical);
            }

            HashSet<string> used = [];
            foreach (string key in Measuring)
            {
                if (root.Entries.FirstOrDefault(e => e.Key == key) is { } entry)
                {
                    Write(entry, canonical);
                    PlanNode[] nodes = [.. Within(entry.Value)];
                    used.UnionWith(nodes.SelectMany(WordsIn));
                    named.UnionWith(nodes.SelectMany(FilesIn));
                }
            }

            // A script's environment is often the address of the commit under test, and its options are load.
            named.UnionWith(root.Entries.Where(e => e.Key == "k6").SelectMany(k6 => Within(k6.Value)).SelectMany(FilesIn));

            // Those inside of an expression, which is computed later.
            foreach ((string name, string value) in ConfiguredPlan.ValuesOf(plan, settings ?? PlanSettings.None).Where(v => used.Contains(v.Key)))
            {
                Write(new MapEntry(name, 0, new ScalarNode(value, IsPlain: true, 0)), canonical);
            }
        }

        foreach (PlanFile file in named.Order(StringComparer.Ordinal).Select(path => files?.Find(path)).OfType<PlanFile>())
        {
            canonical.Append('f').Append(file.Hash);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToString())))[..Characters];
    }

    private static MapNode? Resolve(MapNode plan, PlanSettings settings)
    {
        try
        {
            return ConfiguredPlan.Resolve(plan, settings);
        }
        catch (RefusedDocumentException)
        {
            return null;
        }
    }

    private static MapEntry? TargetOfProfile(MapNode plan, PlanSettings settings)
    {
        PlanSettings profile = settings with { Parameters = new Dictionary<string, string>() };
        MapEntry? changed = EntryOf(Resolve(plan, profile));
        return TextOf(changed) == TextOf(EntryOf(Resolve(plan, PlanSettings.None))) ? null : changed;

        static MapEntry? EntryOf(MapNode? map) => map?.Entries.FirstOrDefault(e => e.Key == Target);
        static string? TextOf(MapEntry? entry) => (entry?.Value as ScalarNode)?.Text;
    }

    // Lengths go before texts, so that no text can be taken for another structure.
    private static void Write(PlanNode node, StringBuilder to)
    {
        switch (node)
        {
            case ScalarNode scalar:
                to.Append('s').Append(scalar.Text.Length).Append(':').Append(scalar.Text);
                break;
            case ListNode list:
                to.Append('l').Append(list.Items.Count).Append(':');
                foreach (PlanNode item in list.Items)
                {
                    Write(item, to);
                }

                break;
            case MapNode map:
                MapEntry[] entries = [.. map.Entries.Where(e => !IsOnlyLookedAt(map, e))];
                to.Append('m').Append(entries.Length).Append(':');
                foreach (MapEntry entry in entries)
                {
                    Write(entry, to);
                }

                break;
        }
    }

    // A node and all that is in it.
    private static IEnumerable<PlanNode> Within(PlanNode node) => node switch
    {
        ListNode list => list.Items.SelectMany(Within).Prepend(list),
        MapNode map => map.Entries.SelectMany(e => Within(e.Value)).Prepend(map),
        _ => [node],
    };

    private static IEnumerable<string> WordsIn(PlanNode node) => node switch
    {
        ScalarNode scalar => Slot().Matches(scalar.Text).SelectMany(slot => Word().Matches(slot.Value)).Select(word => word.Value),
        MapNode map => map.Entries.Where(e => Expressions.Contains(e.Key)).Select(e => e.Value).OfType<ScalarNode>()
            .SelectMany(expression => Word().Matches(expression.Text)).Select(word => word.Value),
        _ => [],
    };

    private static IEnumerable<string> FilesIn(PlanNode node) => node is not MapNode map ? [] :
        map.Entries.Where(e => e.Key is "file" or "files").SelectMany(e => Within(e.Value)).OfType<ScalarNode>()
            .Select(file => PlanFilePath.Read(file.Text)).OfType<string>();

    // What a request is called, and what else is looked at in its response, changes nothing of what is measured.
    private static bool IsOnlyLookedAt(MapNode map, MapEntry entry) =>
        entry.Key is "name" or "check" or "measure"
            && map.Entries.Any(e => RequestKeys.Methods.Contains(e.Key) || ProtocolSteps.Kinds.Contains(e.Key));

    private static void Write(MapEntry entry, StringBuilder to)
    {
        to.Append(entry.Key.Length).Append(':').Append(entry.Key);
        Write(entry.Value, to);
    }

    [GeneratedRegex(@"\$\{[^{}]*\}")]
    private static partial Regex Slot();

    [GeneratedRegex("[a-zA-Z_][a-zA-Z0-9_]*")]
    private static partial Regex Word();
}
