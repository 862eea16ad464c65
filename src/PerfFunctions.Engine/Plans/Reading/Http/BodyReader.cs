using System.Net.Http.Headers;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Reads what a request carries: <c>json:</c>, <c>body:</c>, <c>form:</c> or <c>multipart:</c>.</summary>
internal static class BodyReader
{
    private const string PartsAllowed = "by name a text, or { file: a.jpg, type: image/jpeg }, also with size: 100kB or text: '…'";
    private const string NameAllowed = "1 to 100 printable ASCII characters without \" and \\";
    private const int LongestName = 100;
    private const string TypeAllowed = "a content type, such as image/jpeg";

    /// <summary><c>body:</c>, a text or bytes; null if a problem was reported.</summary>
    public static RequestBody? ReadBody(Field field, VariableScope scope)
    {
        if (field.Node is not MapNode)
        {
            return ReadText(field, scope) is { } text ? new TextBody(text, IsJson: false) : null;
        }

        MapField map = field.Map(BodyKeys.Bytes.Keys)!;
        RequestBody? bytes = BodyKeys.Bytes.Read(map, null);
        bool isFile = map.Present(BodyKeys.Sources) is ["file"];
        BodyFile.RefuseTemplate(map, isFile);
        return isFile ? BodyFile.Read(map, scope) : bytes;
    }

    /// <summary>Bytes in Base64, or so many made-up ones; null if a problem was reported.</summary>
    public static RequestBody? ReadBytes(string key, Field field) => key == "base64"
        ? ReadBase64(field) is { } base64 ? new BytesBody(base64) : null
        : field.Size(PlanLimits.UploadBytes) is { } size ? new SizedBody(size) : null;

    /// <summary>Bytes in Base64; null if a problem was reported.</summary>
    public static string? ReadBase64(Field field)
    {
        string? text = field.Text("bytes in Base64", PlanLimits.BodyLength);
        if (text is null || System.Buffers.Text.Base64.IsValid(text))
        {
            return text;
        }

        field.Refuse("this is not Base64", "bytes in Base64, such as iVBORw0KGgo=");
        return null;
    }

    /// <summary>A JSON value; null if a problem was reported.</summary>
    public static TextBody? ReadJson(Field field, VariableScope scope)
    {
        if (JsonBody.Read(field) is not { } json)
        {
            return null;
        }

        scope.CheckJson(field, json);
        return new TextBody(json, IsJson: true);
    }

    /// <summary><c>form:</c>.</summary>
    public static FormBody ReadForm(Field field, VariableScope scope)
    {
        Dictionary<string, string> fields = [];
        foreach (NamedField entry in Entries(field, "texts by field name"))
        {
            fields[entry.Name] = ReadText(entry.Value, scope) ?? "";
        }

        return new FormBody(fields);
    }

    /// <summary><c>multipart:</c>.</summary>
    public static MultipartBody ReadMultipart(Field field, VariableScope scope) =>
        new([.. Entries(field, PartsAllowed).Select(e => ReadPart(e, scope)).OfType<BodyPart>()]);

    /// <summary>A content type; a problem where it is none.</summary>
    public static string? ReadType(Field field)
    {
        string? type = field.Text(TypeAllowed, PlanLimits.TextLength);
        if (type is not null && !IsMediaType(type))
        {
            field.Refuse("this is not a content type", TypeAllowed);
        }

        return type;
    }

    private static IReadOnlyList<NamedField> Entries(Field field, string allowed)
    {
        IReadOnlyList<NamedField>? entries = field.Entries(PlanLimits.MapEntries, allowed);
        if (entries is { Count: 0 })
        {
            field.Refuse("it is empty", allowed);
        }

        return entries ?? [];
    }

    private static BodyPart? ReadPart(NamedField entry, VariableScope scope)
    {
        if (!IsQuotable(entry.Name))
        {
            entry.RefuseName("this is not the name of a part", NameAllowed);
        }

        if (entry.Value.Node is not MapNode)
        {
            return ReadText(entry.Value, scope) is { } plain ? new BodyPart(entry.Name, plain) : null;
        }

        MapField map = entry.Value.Map(BodyKeys.Part.Keys)!;
        string? type = BodyKeys.Part.Read(map, null);

        // A file that has no other content is one beside the plan.
        bool isFile = map.Get("file") is not null && map.Present(BodyKeys.Contents).Count == 0;
        BodyFile.RefuseTemplate(map, isFile);
        return isFile ? BodyFile.ReadPart(map, entry.Name, type, scope) : ReadContent(map, entry.Name, type, scope);
    }

    private static BodyPart? ReadContent(MapField map, string name, string? type, VariableScope scope)
    {
        string? file = map.Get("file")?.Text(NameAllowed, PlanLimits.TextLength);
        if (file is not null && !IsQuotable(file))
        {
            map.Get("file")!.Refuse("this is not a file name", NameAllowed);
        }

        return map.OneOf(BodyKeys.Contents, "the content of the part") switch
        {
            "base64" => new BodyPart(name, "", file, type, Base64: ReadBase64(map.Get("base64")!)),
            "text" => new BodyPart(name, ReadText(map.Get("text")!, scope) ?? "", file, type),
            "size" => new BodyPart(name, "", file, type, map.Get("size")!.Size(PlanLimits.UploadBytes)),
            _ => null,
        };
    }

    // It is sent as it is written, and only the parser forgives spaces inside of it.
    private static bool IsMediaType(string type) =>
        MediaTypeHeaderValue.TryParse(type, out MediaTypeHeaderValue? parsed)
            && type.StartsWith(parsed.MediaType!, StringComparison.OrdinalIgnoreCase);

    // Names stand in quotes in the head of a part, without a way to escape that all servers read.
    private static bool IsQuotable(string name) =>
        name.Length is > 0 and <= LongestName && name.All(c => c is >= ' ' and <= '~' and not ('"' or '\\'));

    private static string? ReadText(Field field, VariableScope scope) =>
        Checked(field, field.Text("a text", PlanLimits.BodyLength), scope);

    private static string? Checked(Field field, string? text, VariableScope scope)
    {
        if (text is not null)
        {
            scope.Check(field, text, TemplatePlace.Sent);
        }

        return text;
    }
}
