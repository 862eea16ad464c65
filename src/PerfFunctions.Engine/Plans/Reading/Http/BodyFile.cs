using System.Text.Json;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>
/// Reads bodies and parts of bodies from files beside the plan: as bytes, or with <c>template: true</c> as texts in which
/// <c>${…}</c> is filled in.
/// </summary>
internal static class BodyFile
{
    private const string JsonType = "application/json";

    /// <summary>The body that a map with <c>file</c> is; null if a problem was reported.</summary>
    public static RequestBody? Read(MapField map, VariableScope scope)
    {
        Field field = map.Get("file")!;
        bool isJson = IsJson(field);
        if (IsTemplate(map))
        {
            return ReadTemplate(field, isJson, scope) is { } text ? new TextBody(text, isJson) : null;
        }

        byte[]? content = field.FileContent();
        return field.FilePath() is { } path ? new FileBody(path, content, isJson ? JsonType : null) : null;
    }

    /// <summary>The part that a map with <c>file</c> and no other content is; null if a problem was reported.</summary>
    public static BodyPart? ReadPart(MapField map, string name, string? type, VariableScope scope)
    {
        Field field = map.Get("file")!;
        string? text = IsTemplate(map) ? ReadTemplate(field, isJson: false, scope) ?? "" : null;
        byte[]? content = text is null ? field.FileContent() : null;
        return field.FilePath() is { } path
            ? new BodyPart(name, text ?? "", Path.GetFileName(path), type) { Content = content }
            : null;
    }

    /// <summary>Refuses <c>template</c> where there is no file.</summary>
    public static void RefuseTemplate(MapField map, bool isFile)
    {
        if (!isFile)
        {
            map.Get("template")?.Refuse("'template' only applies to a file beside the plan", "template together with file alone");
        }
    }

    private static bool IsTemplate(MapField map) => map.Get("template")?.Truth() == true;

    private static bool IsJson(Field field) =>
        field.FilePath()?.EndsWith(".json", StringComparison.OrdinalIgnoreCase) == true;

    private static string? ReadTemplate(Field field, bool isJson, VariableScope scope)
    {
        if (field.FileText(PlanLimits.BodyLength) is not { } file)
        {
            return null;
        }

        Field text = field with { File = file };
        if (!isJson)
        {
            scope.Check(text, file.Text, TemplatePlace.Sent);
            return file.Text;
        }

        if (MistakeIn(file) is { } mistake)
        {
            (field with { File = mistake }).Refuse("this is not valid JSON", "JSON, with ${…} in its texts alone");
            return null;
        }

        scope.CheckJson(text, file.Text);
        return file.Text;
    }

    // Where the text is not JSON; null where it is.
    private static FileText? MistakeIn(FileText file)
    {
        try
        {
            using var json = JsonDocument.Parse(file.Text);
            return null;
        }
        catch (JsonException e)
        {
            return file with { Line = (int)(e.LineNumber ?? 0) + 1 };
        }
        catch (ArgumentException)
        {
            // Half of a surrogate pair.
            return file;
        }
    }
}
