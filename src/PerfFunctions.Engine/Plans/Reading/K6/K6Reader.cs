using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using PerfFunctions.Engine.Plans.Reading.Scripts;
using PerfFunctions.Engine.Text;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;

namespace PerfFunctions.Engine.Plans.Reading.K6;

/// <summary>Reads <c>k6:</c>, of a plan and of a step.</summary>
internal static class K6Reader
{
    /// <summary>Most characters of a script.</summary>
    public const int Longest = PlanLimits.FileBytes;

    /// <summary><c>k6:</c> of a plan.</summary>
    public static readonly MapGrammar<K6Draft> Map = new("k6", "k6 script")
    {
        { "file", Ref("planFile"), "The script, a file beside the plan.", (d, field) => d with { File = field }, PlanFilePath.Allowed },
        {
            "env", Entries(PlanLimits.MapEntries, Ref("text")), "What the script reads as __ENV, by name.",
            (d, field) => d with { Environment = ReadEnvironment(field) }
        },
    };

    /// <summary>The script of a plan; null if a problem was reported.</summary>
    public static K6Script? Read(Field field)
    {
        if (field.Map(Map.Keys) is not { } map)
        {
            return null;
        }

        K6Draft draft = Map.Read(map, new K6Draft());
        return draft.File?.FileText(Longest) is { } file && Parse(file.Text, file.Path, draft.File with { File = file }) is { } script
            ? script with { Environment = draft.Environment }
            : null;
    }

    /// <summary>The step that calls a function; null if a problem was reported.</summary>
    public static K6Step? ReadStep(Field field, PlanScope scope)
    {
        string? name = field.Text("the name of an exported function, such as default", PlanLimits.NameLength);
        if (name is null)
        {
            return null;
        }

        if (scope.K6 is not { } script)
        {
            // The mistakes of a script are reported where it is read.
            if (!scope.LacksK6)
            {
                field.Refuse("the plan has no k6 script", "k6: { file: script.js } at the top of the plan");
            }

            return null;
        }

        if (script.Functions.Contains(name))
        {
            return new K6Step(script, name);
        }

        field.Refuse($"the script exports no function '{name}'{Spelling.Hint(name, script.Functions)}", Spelling.List(script.Functions));
        return null;
    }

    // Null where it has mistakes, which are reported.
    private static K6Script? Parse(string text, string path, Field field)
    {
        K6Source source = K6Source.Parse(text);
        if (source.Mistakes.Count == 0)
        {
            K6Waits.Find(source);
        }

        string[] lines = text.Split('\n');
        foreach (ScriptMistake mistake in source.Mistakes.OrderBy(m => m.Line).ThenBy(m => m.Column))
        {
            string written = lines[Math.Clamp(mistake.Line, 1, lines.Length) - 1].Trim();
            field.Problems.Add(
                field.Path, field.Node.Line, written, $"{field.File?.Place}line {mistake.Line}, column {mistake.Column}: {mistake.Message}", mistake.Allowed);
        }

        return source.Mistakes.Count > 0 ? null : ScriptOf(source, path);
    }

    private static K6Script ScriptOf(K6Source source, string path)
    {
        K6Names names = new(source);
        return new K6Script(path, K6Rewriter.Rewrite(source))
        {
            Functions = [.. source.Exported.Distinct()],
            Requests = names.Requests(),
            Groups = names.Groups(),
            Checks = names.Checks(),
            Metrics = names.Metrics(),
            Sends = names.Sends(),
            Origins = names.Origins(),
        };
    }

    private static Dictionary<string, string> ReadEnvironment(Field field)
    {
        Dictionary<string, string> environment = [];
        foreach (NamedField entry in field.Entries(PlanLimits.MapEntries, "values by name, such as BASE_URL: https://shop.example") ?? [])
        {
            if (entry.Value.Text("a text", PlanLimits.TextLength) is { } value)
            {
                environment[entry.Name] = value;
            }
        }

        return environment;
    }
}

/// <summary>A k6 script of a plan, as far as it has been read.</summary>
internal sealed record K6Draft
{
    /// <summary>The field of its file; null if it is missing.</summary>
    public Field? File { get; init; }

    /// <summary>What it reads as <c>__ENV</c>.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
