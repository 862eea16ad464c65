using System.Text;
using System.Text.Json;

namespace PerfFunctions.Engine.Plans.Documents;

/// <summary>Builds the tree of a plan from JSON, exactly: YAML would fold U+0085 and U+2028 inside strings.</summary>
internal static class JsonComposer
{
    /// <summary>The root value, or null when <paramref name="text"/> is not JSON object, and so is for YAML to read.</summary>
    /// <exception cref="RefusedDocumentException">It is too large or too deep.</exception>
    public static PlanNode? Compose(string text, ProblemList problems)
    {
        if (!text.AsSpan().TrimStart().StartsWith("{"))
        {
            return null;
        }

        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        if (!IsJson(utf8))
        {
            return null;
        }

        // The reader's own limit is above ours, so that ours speaks.
        Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = 2 * PlanLimits.Depth });
        reader.Read();
        return new Cursor(utf8, problems).ComposeNode(ref reader, "", 1);
    }

    private static bool IsJson(byte[] utf8)
    {
        try
        {
            Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = PlanLimits.FileBytes });
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    // Decoding finds lone surrogates, which skimming does not.
                    _ = reader.GetString();
                }
            }

            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private sealed class Cursor(byte[] utf8, ProblemList problems)
    {
        private readonly NodeBudget _budget = new();
        private int _line = 1;
        private int _counted;

        public PlanNode ComposeNode(ref Utf8JsonReader reader, string path, int depth)
        {
            int line = LineOf(reader);
            bool isList = reader.TokenType == JsonTokenType.StartArray;
            if (isList || reader.TokenType == JsonTokenType.StartObject)
            {
                _budget.Spend(1, depth, path, line);
                return isList ? ComposeList(ref reader, path, depth, line) : ComposeMap(ref reader, path, depth, line);
            }

            ScalarNode scalar = reader.TokenType == JsonTokenType.String
                ? new ScalarNode(reader.GetString()!, IsPlain: false, line)
                : new ScalarNode(Encoding.UTF8.GetString(reader.ValueSpan), IsPlain: true, line);
            _budget.Spend(scalar.Size, depth, path, line);
            return scalar;
        }

        private MapNode ComposeMap(ref Utf8JsonReader reader, string path, int depth, int line)
        {
            MapEntries entries = new(path, problems);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                int keyLine = LineOf(reader);
                string key = reader.GetString()!;
                reader.Read();
                entries.Add(key, keyLine, ComposeNode(ref reader, MapEntries.PathOf(path, key), depth + 1));
            }

            return new MapNode(entries.ToList(), line);
        }

        private ListNode ComposeList(ref Utf8JsonReader reader, string path, int depth, int line)
        {
            List<PlanNode> items = [];
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                items.Add(ComposeNode(ref reader, $"{path}[{items.Count}]", depth + 1));
            }

            return new ListNode(items, line);
        }

        private int LineOf(in Utf8JsonReader reader)
        {
            int at = (int)reader.TokenStartIndex;
            _line += utf8.AsSpan(_counted, at - _counted).Count((byte)'\n');
            _counted = at;
            return _line;
        }
    }
}
