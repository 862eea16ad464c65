namespace PerfFunctions.Engine.Plans;

/// <summary>Sends one request and reads the whole response.</summary>
public record HttpStep : RequestStep
{
    /// <summary>GET, HEAD, POST, PUT, PATCH, DELETE or OPTIONS.</summary>
    public required string Method { get; init; }

    /// <summary>Path below the target, with its query, or an absolute http(s) address.</summary>
    public required string Path { get; init; }

    /// <summary>Parameters that are added to the query, by name.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <summary>Request headers by name; one here hides one of <see cref="HttpSettings.Headers"/>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Body, or null for none.</summary>
    public RequestBody? Body { get; init; }

    /// <summary>What is loaded of an HTML page that comes back; null for nothing.</summary>
    public PageResources? Resources { get; init; }

    /// <inheritdoc />
    public override int Requests => 1 + (Resources?.Max ?? 0);

    /// <summary>Key of the plan under which <see cref="Path"/> stands.</summary>
    public virtual string Key => Method.ToLowerInvariant();

    /// <inheritdoc />
    public override IEnumerable<string> Texts =>
        [Path, .. Query.Values, .. Headers.Values, .. Body switch
        {
            TextBody { IsJson: false } text => [text.Text],
            FormBody form => form.Fields.Values,
            MultipartBody parts => parts.Parts.Select(p => p.Text),
            _ => Array.Empty<string>(),
        }];

    /// <inheritdoc />
    public override IEnumerable<string> JsonTexts =>
        Body is TextBody { IsJson: true } json ? [json.Text, .. base.JsonTexts] : base.JsonTexts;
}

/// <summary>Which of what a page embeds is loaded after it: style sheets, scripts, images and frames.</summary>
public sealed record PageResources
{
    /// <summary>Most resources of a page where the plan does not say.</summary>
    public const int DefaultMax = 100;

    /// <summary>All that a page embeds, from hosts that may be tested.</summary>
    public static PageResources All { get; } = new();

    /// <summary>Hosts beside those that the plan names anyway, some with a port; each is verified like the target.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Patterns of addresses that are not loaded; <c>*</c> stands for any characters.</summary>
    public IReadOnlyList<string> Blocked { get; init; } = [];

    /// <summary>Most resources of a page; those after them are not loaded.</summary>
    public int Max { get; init; } = DefaultMax;

    /// <summary>Name of the series of a page's resources.</summary>
    /// <param name="page">Name of the step that loads the page.</param>
    public static string NameOf(string page) => $"{page} resources";

    /// <summary>Name of the group of a page and its resources.</summary>
    /// <param name="page">Name of the step that loads the page.</param>
    public static string GroupOf(string page) => $"{page} with resources";
}

/// <summary>What a request carries.</summary>
public abstract record RequestBody;

/// <summary>A text.</summary>
/// <param name="Text">A template; values are filled in JSON-escaped when <paramref name="IsJson"/>.</param>
/// <param name="IsJson">True for <c>json:</c>; sets the content type.</param>
public sealed record TextBody(string Text, bool IsJson) : RequestBody;

/// <summary>Bytes.</summary>
/// <param name="Base64">The bytes in Base64; no template.</param>
public sealed record BytesBody(string Base64) : RequestBody;

/// <summary>The bytes of a file beside the plan.</summary>
/// <param name="File">Its path.</param>
/// <param name="Content">The bytes, which are never changed; null where they are not loaded.</param>
/// <param name="Type">Content type that the file's name stands for; null for none.</param>
public sealed record FileBody(string File, byte[]? Content, string? Type) : RequestBody;

/// <summary>Made-up bytes.</summary>
/// <param name="Size">How many.</param>
public sealed record SizedBody(int Size) : RequestBody;

/// <summary>A form, <c>application/x-www-form-urlencoded</c>.</summary>
/// <param name="Fields">Templates by field name.</param>
public sealed record FormBody(IReadOnlyDictionary<string, string> Fields) : RequestBody;

/// <summary>A form with files, <c>multipart/form-data</c>.</summary>
/// <param name="Parts">Its parts, in order.</param>
public sealed record MultipartBody(IReadOnlyList<BodyPart> Parts) : RequestBody;

/// <summary>One part of a <see cref="MultipartBody"/>.</summary>
/// <param name="Name">Field name; no template.</param>
/// <param name="Text">Content, a template; empty when <paramref name="Size"/> is given.</param>
/// <param name="File">File name, for a part that is a file; no template.</param>
/// <param name="Type">Content type; no template.</param>
/// <param name="Size">Bytes of made-up content; null for <paramref name="Text"/>.</param>
/// <param name="Base64">Content in Base64, no template; null for <paramref name="Text"/>.</param>
public sealed record BodyPart(string Name, string Text, string? File = null, string? Type = null, int? Size = null, string? Base64 = null)
{
    /// <summary>The bytes of a file beside the plan, never changed; null for other content, or where they are not loaded.</summary>
    public byte[]? Content { get; init; }
}
