using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Responses;

/// <summary>
/// A response as captures and checks look at it: its body is decompressed, and read as JSON or text, at most once, and only when
/// asked for.
/// </summary>
internal sealed class CaptureSource(IResponse response) : IDisposable
{
    private ReadOnlyMemory<byte> _body;
    private string? _bodyFailure;
    private bool _isDecompressed;
    private JsonDocument? _json;
    private string? _text;
    private string? _textFailure;
    private bool _isParsed;
    private IDocument? _html;

    /// <summary>Why the body cannot be looked into; null when it can.</summary>
    public string? BodyFailure
    {
        get
        {
            if (!_isDecompressed)
            {
                _isDecompressed = true;
                _bodyFailure = response.Bytes > Exchange.MaxKeptBody ? "body too large to check"
                    : ResponseBody.TryRead(response, out _body) ? null : "body cannot be decompressed";
            }

            return _bodyFailure;
        }
    }

    /// <summary>The body as JSON; null when it is none.</summary>
    public JsonDocument? Json
    {
        get
        {
            if (!_isParsed)
            {
                _isParsed = true;
                JsonFailure = BodyFailure;
                ReadOnlyMemory<byte> utf8 = _body;
                JsonFailure ??= BodyText.ReadUtf8(response, ref utf8);
                try
                {
                    _json = JsonFailure is null ? JsonDocument.Parse(utf8) : null;
                }
                catch (JsonException)
                {
                    // Reported as a failure of the step.
                }
            }

            return _json;
        }
    }

    /// <summary>Why the body could not be looked at as JSON, other than that it is none.</summary>
    public string? JsonFailure { get; private set; }

    /// <summary>The body as text; empty with a <see cref="TextFailure"/>.</summary>
    public string Text
    {
        get
        {
            if (_text is null)
            {
                _text = "";
                _textFailure = BodyFailure ?? BodyText.Read(response, _body, out _text);
            }

            return _text;
        }
    }

    /// <summary>Why there is no text; null when there is.</summary>
    public string? TextFailure => Text.Length == 0 ? _textFailure : null;

    /// <summary>The body as HTML: whatever it is, it makes a document.</summary>
    public IDocument Html => _html ??= new HtmlParser().ParseDocument(Text);

    /// <summary>Its status.</summary>
    public int Status => response.Status;

    /// <summary>Bytes of its body, as they travelled.</summary>
    public long Bytes => response.Bytes;

    /// <summary>How long it took.</summary>
    public TimeSpan Service { get; set; }

    /// <summary>The value of a cookie that it sets; null when it sets no such cookie.</summary>
    public string? Cookie(string name) => response.Headers
        .Where(h => string.Equals(h.Key, "Set-Cookie", StringComparison.OrdinalIgnoreCase))
        .Select(h => h.Value.Split(';')[0].Split('=', 2))
        .LastOrDefault(pair => pair.Length == 2 && pair[0].Trim() == name)?[1].Trim();

    /// <summary>The values of a header.</summary>
    public IEnumerable<string> HeaderValues(string name) =>
        response.Headers.Where(h => string.Equals(h.Key, name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value);

    /// <summary>The headers by name in lower case.</summary>
    public IEnumerable<IGrouping<string, string>> Headers =>
        response.Headers.GroupBy(h => h.Key.ToLowerInvariant(), h => h.Value);

    /// <summary>The value of a header; null when it is not there.</summary>
    public string? Header(string name) => ResponseBody.HeaderOf(response, name);

    /// <inheritdoc />
    public void Dispose()
    {
        _json?.Dispose();
        _html?.Dispose();
    }
}
