using Acornima.Ast;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using PerfFunctions.Engine.Plans.Reading.Scripts;
using PerfFunctions.Engine.Text;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;

namespace PerfFunctions.Engine.Plans.Reading.K6;

/// <summary>Reads <c>k6:</c>, of a plan and of a step.</summary>
public static class K6Reader
{
    /// <summary>Most characters of a script.</summary>
    public const int Longest = 1_000_000;

    /// <summary><c>k6:</c> of a plan.</summary>
    internal static readonly MapGrammar<K6Draft> Map = new("k6", "k6 script")
    {
        { "file", Ref("planFile"), "The script, a file beside the plan.", (d, field) => d with { File = field }, PlanFilePath.Allowed },
        {
            "files", List(PlanFileLimits.Files, Ref("planFile")), "Files beside the plan that the script opens.",
            (d, field) => d with { Files = ReadFiles(field) }
        },
        {
            "env", Entries(PlanLimits.MapEntries, Ref("text")), "What the script reads as __ENV, by name; ${target} is the address under test.",
            (d, field) => d with { Environment = ReadEnvironment(field) }
        },
        {
            "names", Ref(K6NamesReader.Map), "Names that the script makes while it runs, so that each is measured by itself.",
            (d, field) => d with { Names = K6NamesReader.Map.Read(field, d.Names) }
        },
    };

    /// <summary>The script of a plan; null if a problem was reported.</summary>
    internal static K6Script? Read(Field field)
    {
        if (field.Map(Map.Keys) is not { } map)
        {
            return null;
        }

        K6Draft draft = Map.Read(map, new K6Draft());
        if (draft.File?.FileText(Longest) is not { } file)
        {
            return null;
        }

        (K6Script? script, IReadOnlyList<ScriptMistake> mistakes) = Parse(file.Text, file.Path);
        string[] lines = file.Text.Split('\n');
        K6Lines places = K6Lines.Of(file.Path, file.Text);
        foreach (ScriptMistake mistake in mistakes)
        {
            field.Problems.Add(
                draft.File.Path, draft.File.Node.Line, LineOf(lines, mistake), $"{InFile(places, mistake.Line)}{ColumnOf(places, mistake)}: {mistake.Message}",
                mistake.Allowed);
        }

        foreach ((int line, string path) in script?.Opened.Where(o => !draft.Files.ContainsKey(o.Path)) ?? [])
        {
            field.Problems.Add(
                draft.File.Path, draft.File.Node.Line, path, $"{InFile(places, line)}: a file is opened that the plan does not name",
                $"k6: {{ files: [ {path} ] }} in the plan");
        }

        return script is null ? null : script.Naming(draft.Names) with { Environment = draft.Environment, Files = draft.Files };
    }

    /// <summary>A script by itself; null where it has problems.</summary>
    /// <param name="text">The script.</param>
    /// <param name="path">Path of its file.</param>
    /// <param name="environment">What it reads as <c>__ENV</c>.</param>
    /// <param name="problems">All its mistakes, each with its line.</param>
    public static K6Script? Parse(string text, string path, IReadOnlyDictionary<string, string> environment, out IReadOnlyList<K6Problem> problems)
    {
        if (text.Length > Longest)
        {
            problems = [new K6Problem(path, 0, $"the script has {text.Length} characters") { Allowed = $"at most {Longest} characters" }];
            return null;
        }

        (K6Script? script, IReadOnlyList<ScriptMistake> mistakes) = Parse(text, path);
        string[] lines = text.Split('\n');
        K6Lines places = K6Lines.Of(path, text);
        problems = [.. mistakes.Select(m => ProblemOf(m, places, lines))];
        return script is null ? null : script with { Environment = environment };
    }

    /// <summary>The step that calls a function; null if a problem was reported.</summary>
    internal static K6Step? ReadStep(Field field, PlanScope scope)
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

        if (script.Functions.ContainsKey(name))
        {
            Array.ForEach([.. script.Secrets], scope.AddSecret);
            return new K6Step(script, name);
        }

        field.Refuse($"the script exports no function '{name}'{Spelling.Hint(name, [.. script.Functions.Keys])}", Spelling.List([.. script.Functions.Keys]));
        return null;
    }

    private static (K6Script? Script, IReadOnlyList<ScriptMistake> Mistakes) Parse(string text, string path)
    {
        K6Source source = K6Source.Parse(text, path);
        K6Callees callees = new(source);
        K6Reach reach = new(source, callees);
        K6Absent.Find(source, reach);
        if (source.Mistakes.Count == 0)
        {
            K6Waits.Find(source, callees);
        }

        return source.Mistakes.Count > 0
            ? (null, [.. source.Mistakes.OrderBy(m => m.Line).ThenBy(m => m.Column)])
            : (ScriptOf(source, reach, path), []);
    }

    private static K6Problem ProblemOf(ScriptMistake mistake, K6Lines places, string[] lines)
    {
        (string file, int line) = places.Find(mistake.Line);
        return new K6Problem(file, line, mistake.Message)
        {
            Column = places.IsBundle ? 0 : mistake.Column,
            Allowed = mistake.Allowed,
            Value = LineOf(lines, mistake),
        };
    }

    // Columns of a bundle are not those of its modules.
    private static string ColumnOf(K6Lines lines, ScriptMistake mistake) => lines.IsBundle ? "" : $", column {mistake.Column}";

    private static string InFile(K6Lines lines, int line)
    {
        (string file, int own) = lines.Find(line);
        return $"in '{file}': line {own}";
    }

    private static string LineOf(string[] lines, ScriptMistake mistake) => lines[Math.Clamp(mistake.Line, 1, lines.Length) - 1].Trim();

    private static K6Script ScriptOf(K6Source source, K6Reach reach, string path)
    {
        Dictionary<string, K6Series> functions = [];
        List<string> origins = [];
        foreach ((string name, Node exported) in source.Exported)
        {
            K6Names names = new(source, reach.From(exported));
            functions[name] = names.Series();
            origins.AddRange(name == K6Script.Summary ? [] : names.Origins());
        }

        return new K6Script(path, K6Rewriter.Rewrite(source))
        {
            Functions = functions,
            Origins = [.. origins.Distinct(StringComparer.OrdinalIgnoreCase)],
            Opened = Opened(source),
            Secrets = Secrets(source),
            MetricNames = new K6Names(source, new HashSet<K6Function>()).MetricNames(),
        };
    }

    private static IReadOnlyList<string> Secrets(K6Source source) =>
    [
        .. (from call in source.Calls
            where call.Member == "get" && call.Node.Arguments.Count > 0 && source.Imports.ModuleBehind(call.Callee) == K6Modules.Secrets
            let name = source.Resolve(call.Node.Arguments[0]) as StringLiteral
            where name is not null
            select K6Script.SecretOf(name.Value)).Distinct(),
    ];

    private static IReadOnlyList<(int Line, string Path)> Opened(K6Source source) =>
    [
        .. from call in source.Calls
           where call.Name is { Name: "open" } name && source.BindingOf(name) is null && call.Node.Arguments.Count > 0
           let given = source.Resolve(call.Node.Arguments[0]) as StringLiteral
           where given is not null
           select (call.Node.Location.Start.Line, K6Script.PathOf(given.Value)),
    ];

    private static Dictionary<string, byte[]?> ReadFiles(Field field)
    {
        Dictionary<string, byte[]?> files = [];
        foreach (Field file in field.Items(PlanFileLimits.Files, "a list of files beside the plan, such as - data/users.csv") ?? [])
        {
            byte[]? content = file.FileContent();
            if (file.FilePath() is { } path)
            {
                files[path] = content;
            }
        }

        return files;
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

    /// <summary>Files that it can open, by path.</summary>
    public IReadOnlyDictionary<string, byte[]?> Files { get; init; } = new Dictionary<string, byte[]?>();

    /// <summary>What it reads as <c>__ENV</c>.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Names that it makes while it runs.</summary>
    public K6MadeNames Names { get; init; } = K6MadeNames.None;
}
