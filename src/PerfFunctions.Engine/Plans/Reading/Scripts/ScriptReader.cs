using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading.Http;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Scripts;

/// <summary>Reads <c>script:</c> and <c>functions:</c>.</summary>
internal static class ScriptReader
{
    private const string Allowed = "JavaScript, such as vars.total = vars.prices.reduce((sum, price) => sum + price, 0)";
    private const string FunctionsAllowed =
        "functions in JavaScript, such as function sum(list) { return list.reduce((a, b) => a + b, 0); }";

    /// <summary>The script of a step; null if a problem was reported. What it assigns to is set from the next step on.</summary>
    public static ScriptStep? ReadStep(Field field, VariableScope scope)
    {
        bool isFile = field.Node is MapNode;
        if (ReadSource(ref field, Allowed) is not { } source)
        {
            // What it sets is not known: that is one mistake, and no variable is another.
            field.Problems.LacksScripts |= isFile;
            return null;
        }

        ScriptUses uses = ScriptSyntax.Parse(source);
        PlanScript script = ScriptOf(field, source, uses);
        List<ScriptMistake> mistakes = [.. uses.Mistakes, .. MistakesIn(uses, scope, field.Problems)];
        foreach (string name in uses.Assigned)
        {
            scope.Add(name);
        }

        return Report(field, script, mistakes) ? null : new ScriptStep(script);
    }

    /// <summary>The functions of all scripts; null if a problem was reported.</summary>
    public static PlanScript? ReadFunctions(Field field)
    {
        if (ReadSource(ref field, FunctionsAllowed) is not { } source)
        {
            return null;
        }

        ScriptUses uses = ScriptSyntax.Parse(source);
        PlanScript script = ScriptOf(field, source, uses);
        IEnumerable<ScriptMistake> strangers =
        [
            .. uses.Variables.Select(v => Stranger(v, ScriptUses.Vars)),
            .. uses.Columns.Select(c => Stranger(c, ScriptUses.Feeds)),
            .. uses.Checks.Select(c => Stranger(c, ScriptUses.Check)),
        ];
        return Report(field, script, [.. uses.Mistakes, .. strangers]) ? null : script;
    }

    /// <summary>Variables that the script of a step assigns to.</summary>
    public static IEnumerable<string> AssignedNames(PlanNode node, FileReferences files)
    {
        Field quiet = new(node, "", new ProblemList { Files = files });
        return ReadSource(ref quiet, Allowed) is { } source ? ScriptSyntax.Parse(source).Assigned : [];
    }

    // The script stands in the plan or in a file, to which the field then leads.
    private static string? ReadSource(ref Field field, string allowed)
    {
        if (field.Node is not MapNode)
        {
            return field.Text(allowed, PlanLimits.ScriptLength);
        }

        if (BodyKeys.File.Read(field, null) is not { } named)
        {
            return null;
        }

        FileText? file = named.FileText(PlanLimits.ScriptLength);
        field = named with { File = file };
        return file?.Text;
    }

    private static IEnumerable<ScriptMistake> MistakesIn(ScriptUses uses, VariableScope scope, ProblemList problems)
    {
        foreach (ScriptName variable in uses.Variables.DistinctBy(v => v.Name))
        {
            (string Message, string Allowed)? mistake = uses.Assigned.Contains(variable.Name)
                ? NameMistake(variable.Name)
                : scope.MistakeInScript(variable.Name, problems);
            if (mistake is { } wrong)
            {
                yield return At(variable, wrong.Message, wrong.Allowed);
            }
        }

        foreach (ScriptName column in uses.Columns.DistinctBy(c => c.Name))
        {
            if (scope.MistakeInColumn(ColumnOf(column)) is { } wrong)
            {
                yield return At(column, wrong.Message, wrong.Allowed);
            }
        }

        foreach (ScriptName check in uses.Checks.Where(c => !SeriesTitles.IsTitle(c.Name)))
        {
            yield return At(check, "this is not the name of a check", SeriesTitles.Allowed);
        }
    }

    private static (string Message, string Allowed)? NameMistake(string name) => Expressions.TextTemplate.IsVariableName(name)
        ? null
        : ($"'{name}' is not a variable name", VariableScope.NameAllowed);

    private static ScriptMistake At(ScriptName name, string message, string allowed) =>
        new(name.Line, name.Column, message, allowed);

    private static ScriptMistake Stranger(ScriptName name, string what) =>
        At(name, $"functions have no '{what}'", "what the script gives them as arguments");

    private static FeedColumn ColumnOf(ScriptName name)
    {
        string[] parts = name.Name.Split('.', 2);
        return new FeedColumn(parts[0], parts[1]);
    }

    private static PlanScript ScriptOf(Field field, string source, ScriptUses uses)
    {
        bool isBlock = field.Node is ScalarNode { IsBlock: true };
        PlanScript script = field.File is { } file
            ? new PlanScript(source, 1, IsBlock: true) { File = file.Path }
            : new PlanScript(source, field.Node.Line + (isBlock ? 1 : 0), isBlock);
        return script with
        {
            Variables = [.. uses.Variables.Select(v => v.Name).Distinct()],
            Assigned = [.. uses.Assigned],
            Columns = [.. uses.Columns.Select(ColumnOf).Distinct()],
            Checks = [.. uses.Checks.Select(c => c.Name).Distinct()],
            ReadsResponse = uses.ReadsResponse,
        };
    }

    // True if there was something to report.
    private static bool Report(Field field, PlanScript script, List<ScriptMistake> mistakes)
    {
        string[] lines = script.Source.Split('\n');
        foreach (ScriptMistake mistake in mistakes)
        {
            string column = $"column {mistake.Column}";
            bool isPlaced = script.File is null && (script.IsBlock || lines.Length == 1);
            string place = isPlaced ? column : $"line {mistake.Line}, {column}";
            string text = lines[Math.Clamp(mistake.Line, 1, lines.Length) - 1].Trim();
            int line = script.File is null ? script.LineOf(mistake.Line) : field.Node.Line;
            field.Problems.Add(field.Path, line, text, $"{field.File?.Place}{place}: {mistake.Message}", mistake.Allowed);
        }

        return mistakes.Count > 0;
    }
}
