using System.Text;
using PerfFunctions.Engine.Expressions;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Load.Flows;

/// <summary>What a request carries, made ready.</summary>
internal abstract class CompiledBody(string? contentType)
{
    /// <summary>Its content type; null if the plan's headers set it, or nothing does.</summary>
    public string? ContentType => contentType;

    /// <summary>Whether it is the same for every iteration.</summary>
    public virtual bool IsFixed => Texts.All(t => t.IsFixed);

    /// <summary>What is filled in.</summary>
    public virtual IEnumerable<TemplateSlot> Slots => Texts.SelectMany(t => t.Slots);

    /// <summary>The texts that it is made of.</summary>
    protected abstract IEnumerable<CompiledText> Texts { get; }

    /// <summary>The bytes for an iteration.</summary>
    public abstract byte[] Render(Iteration iteration);

    /// <summary>Made-up content.</summary>
    protected static byte[] Filled(int size)
    {
        byte[] filler = new byte[size];
        Array.Fill(filler, (byte)'x');
        return filler;
    }

    /// <summary>Makes a body ready.</summary>
    public static CompiledBody Of(RequestBody body, ScenarioContext context) => body switch
    {
        TextBody { IsJson: true } json => new CompiledJsonBody(json),
        TextBody text => new CompiledTextBody(text, context),
        FileBody { Content: { } content } file => new CompiledBytesBody(content, file.Type),
        FileBody file => throw new InvalidOperationException($"The file '{file.File}' is not loaded."),
        BytesBody bytes => new CompiledBytesBody(Convert.FromBase64String(bytes.Base64)),
        SizedBody sized => new CompiledBytesBody(Filled(sized.Size)),
        FormBody form => new CompiledFormBody(form, context),
        MultipartBody parts => new CompiledMultipartBody(parts, context),
        _ => throw new NotSupportedException($"Body {body.GetType().Name} cannot be sent."),
    };
}

/// <summary>A text.</summary>
internal sealed class CompiledTextBody(TextBody body, ScenarioContext context) : CompiledBody(null)
{
    private readonly CompiledText _text = new(body.Text, context);

    /// <inheritdoc />
    protected override IEnumerable<CompiledText> Texts => [_text];

    /// <inheritdoc />
    public override byte[] Render(Iteration iteration) => Encoding.UTF8.GetBytes(_text.Render(iteration));
}

/// <summary>JSON, in which values keep their types.</summary>
internal sealed class CompiledJsonBody(TextBody body) : CompiledBody("application/json")
{
    private readonly JsonTemplate _json = JsonTemplate.Parse(body.Text);

    /// <inheritdoc />
    public override bool IsFixed => _json.Slots.All(s => s.Expression.IsConstant);

    /// <inheritdoc />
    public override IEnumerable<TemplateSlot> Slots => _json.Slots;

    /// <inheritdoc />
    protected override IEnumerable<CompiledText> Texts => [];

    /// <inheritdoc />
    public override byte[] Render(Iteration iteration) => Encoding.UTF8.GetBytes(_json.Render(iteration));
}

/// <summary>Bytes that are the same for all iterations.</summary>
internal sealed class CompiledBytesBody(byte[] bytes, string? contentType = null) : CompiledBody(contentType)
{
    /// <inheritdoc />
    protected override IEnumerable<CompiledText> Texts => [];

    /// <inheritdoc />
    public override byte[] Render(Iteration iteration) => bytes;
}

/// <summary>A form.</summary>
internal sealed class CompiledFormBody(FormBody body, ScenarioContext context)
    : CompiledBody("application/x-www-form-urlencoded")
{
    private readonly (string Name, CompiledText Value)[] _fields =
        [.. body.Fields.Select(f => (Uri.EscapeDataString(f.Key), new CompiledText(f.Value, context)))];

    /// <inheritdoc />
    protected override IEnumerable<CompiledText> Texts => _fields.Select(f => f.Value);

    /// <inheritdoc />
    public override byte[] Render(Iteration iteration) => Encoding.ASCII.GetBytes(
        string.Join('&', _fields.Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value.Render(iteration))}")));
}

/// <summary>A form with files, RFC 7578.</summary>
internal sealed class CompiledMultipartBody(MultipartBody body, ScenarioContext context)
    : CompiledBody($"multipart/form-data; boundary={Boundary}")
{
    private const string Boundary = "perf-functions-part-7d1f0a";

    private readonly (BodyPart Part, CompiledText Text)[] _parts = [.. body.Parts.Select(p => (p, new CompiledText(p.Text, context)))];

    /// <inheritdoc />
    protected override IEnumerable<CompiledText> Texts => _parts.Select(p => p.Text);

    /// <inheritdoc />
    public override byte[] Render(Iteration iteration)
    {
        using MemoryStream all = new();
        foreach ((BodyPart part, CompiledText text) in _parts)
        {
            string file = part.File is null ? "" : $"; filename=\"{part.File}\"";
            string type = part.Type is null ? "" : $"\r\nContent-Type: {part.Type}";
            Write(all, $"--{Boundary}\r\nContent-Disposition: form-data; name=\"{part.Name}\"{file}{type}\r\n\r\n");
            all.Write(ContentOf(part));
            Write(all, $"{text.Render(iteration)}\r\n");
        }

        Write(all, $"--{Boundary}--\r\n");
        return all.ToArray();
    }

    private static byte[]? ContentOf(BodyPart part) =>
        part.Size is { } size ? Filled(size) : part.Base64 is { } base64 ? Convert.FromBase64String(base64) : part.Content;

    private static void Write(MemoryStream all, string text) => all.Write(Encoding.UTF8.GetBytes(text));
}
