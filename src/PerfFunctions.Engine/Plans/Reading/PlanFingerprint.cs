using System.Security.Cryptography;
using System.Text;
using PerfFunctions.Engine.Plans.Documents;

namespace PerfFunctions.Engine.Plans.Reading;

/// <summary>
/// Distinguishes plans by what they measure: load, pages and what shapes them. Budgets, the schedule, the target and the
/// name do not count, nor do comments and layout, so that a new budget leaves a run comparable with those before.
/// </summary>
public static class PlanFingerprint
{
    private const int Characters = 12;

    private static readonly string[] Measuring = ["shards", "audits", "audit", "warmup", "http", "feeds", "functions", "arrivals", "users", "load", "pages"];

    /// <summary>Twelve hexadecimal digits; the same for any text that is not a plan.</summary>
    public static string Of(string text)
    {
        var canonical = new StringBuilder();
        if (Root(text) is MapNode root)
        {
            foreach (string key in Measuring)
            {
                if (root.Entries.FirstOrDefault(e => e.Key == key) is { } entry)
                {
                    Write(entry, canonical);
                }
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToString())))[..Characters];
    }

    private static PlanNode? Root(string text)
    {
        try
        {
            ProblemList ignored = new();
            return JsonComposer.Compose(text, ignored) ?? YamlComposer.Compose(text, ignored);
        }
        catch (RefusedDocumentException)
        {
            return null;
        }
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

    // What a request is called, and what else is looked at in its response, changes nothing of what is measured.
    private static bool IsOnlyLookedAt(MapNode map, MapEntry entry) =>
        entry.Key is "name" or "check" or "measure" && map.Entries.Any(e => PlanKeys.Methods.Contains(e.Key));

    private static void Write(MapEntry entry, StringBuilder to)
    {
        to.Append(entry.Key.Length).Append(':').Append(entry.Key);
        Write(entry.Value, to);
    }
}
