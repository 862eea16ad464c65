namespace PerfFunctions.Engine.Plans;

/// <summary>Sends one request and reads the whole response.</summary>
public sealed record HttpStep : FlowStep
{
    /// <summary>GET, HEAD, POST, PUT, PATCH, DELETE or OPTIONS.</summary>
    public required string Method { get; init; }

    /// <summary>Path below the target, with its query, or an absolute http(s) address.</summary>
    public required string Path { get; init; }

    /// <summary>Display name; requests of one name in a scenario are one series. Method and path without its query unless the plan names it.</summary>
    public required string Name { get; init; }

    /// <summary>Parameters that are added to the query, by name.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <summary>Request headers by name; one here hides one of <see cref="HttpSettings.Headers"/>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Body, or null for none.</summary>
    public RequestBody? Body { get; init; }

    /// <summary>What makes the response a success.</summary>
    public Expectation Expect { get; init; } = new();

    /// <summary>Values taken from the response for later steps, by variable name.</summary>
    public IReadOnlyDictionary<string, Capture> Captures { get; init; } = new Dictionary<string, Capture>();

    /// <summary>What is looked at besides, by name: a check that does not hold is counted, and does not fail the request.</summary>
    public IReadOnlyDictionary<string, ResponseCondition> Checks { get; init; } = new Dictionary<string, ResponseCondition>();

    /// <summary>Numbers taken from the response, by the name of their metric.</summary>
    public IReadOnlyDictionary<string, Measure> Measures { get; init; } = new Dictionary<string, Measure>();

    /// <summary>What a failure does to the iteration; null for what the scenario says.</summary>
    public FailureAction? OnFailure { get; init; }

    /// <summary>Limit from send to last byte; null for <see cref="HttpSettings.Timeout"/>.</summary>
    public TimeSpan? Timeout { get; init; }
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

/// <summary>What a failed request does to its iteration.</summary>
public enum FailureAction
{
    /// <summary>The iteration ends: later steps would act on a state that does not exist.</summary>
    End,

    /// <summary>The iteration goes on with its next step.</summary>
    Continue,

    /// <summary>The iteration ends, and the run is aborted.</summary>
    Abort,
}
