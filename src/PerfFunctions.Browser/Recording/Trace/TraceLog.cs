using System.IO.Compression;
using System.Text.Json;

namespace PerfFunctions.Browser.Recording.Trace;

/// <summary>The events of a trace, by time; a longer one before a shorter one that begins with it.</summary>
internal sealed class TraceLog : IDisposable
{
    private readonly JsonDocument _document;

    private TraceLog(JsonDocument document, IReadOnlyList<TraceEvent> events) => (_document, Events) = (document, events);

    /// <summary>The events.</summary>
    public IReadOnlyList<TraceEvent> Events { get; }

    /// <summary>The trace as JSON.</summary>
    public JsonElement Root => _document.RootElement;

    /// <summary>Reads a trace.</summary>
    /// <param name="trace">JSON in gzip.</param>
    /// <exception cref="JsonException">It is not a trace.</exception>
    public static TraceLog Read(byte[] trace)
    {
        using GZipStream json = new(new MemoryStream(trace), CompressionMode.Decompress);
        JsonDocument document = JsonDocument.Parse(json);
        IEnumerable<TraceEvent> events = document.RootElement.GetProperty("traceEvents").EnumerateArray().Select(Event);
        return new(document, [.. events.OrderBy(e => e.At).ThenByDescending(e => e.Duration)]);
    }

    /// <inheritdoc />
    public void Dispose() => _document.Dispose();

    private static TraceEvent Event(JsonElement element) => new(
        element.Find("name").AsText(),
        element.Find("ph").AsText() is [var phase, ..] ? phase : ' ',
        (Number(element, "pid"), Number(element, "tid")),
        element.Find("ts") is { ValueKind: JsonValueKind.Number } at ? at.GetDouble() : 0,
        element.Find("dur") is { ValueKind: JsonValueKind.Number } duration ? duration.GetDouble() : 0,
        element.Find("args"));

    private static long Number(JsonElement element, string name) =>
        element.Find(name) is { ValueKind: JsonValueKind.Number } number ? (long)number.GetDouble() : 0;
}
