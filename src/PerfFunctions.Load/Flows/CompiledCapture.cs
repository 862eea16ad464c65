using System.Text.Json;
using System.Text.RegularExpressions;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Text;
using PerfFunctions.Engine.Values;
using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Flows;

/// <summary>Takes one value from a response.</summary>
internal abstract class CompiledCapture(string name)
{
    /// <summary>The variable that it sets.</summary>
    protected string Name => name;

    /// <summary>Takes the value; what is wrong when there is none, null when there is.</summary>
    public string? Take(CaptureSource source, Iteration iteration)
    {
        (Value? value, string? failure) = Find(source);
        if (value is { } found)
        {
            iteration.Set(name, found);
        }

        return value is null ? failure ?? $"capture {name} not found" : null;
    }

    /// <summary>Makes a capture ready.</summary>
    public static CompiledCapture Of(string name, Engine.Plans.Capture capture) => capture switch
    {
        JsonCapture json => new ByPath(name, json.Path),
        PatternCapture pattern => new ByPattern(name, pattern.Pattern),
        HeaderCapture header => new ByHeader(name, header.Name),
        _ => throw new NotSupportedException($"Capture {capture.GetType().Name} cannot be taken."),
    };

    /// <summary>The value, or a failure other than that it is not there.</summary>
    public abstract (Value? Value, string? Failure) Find(CaptureSource source);

    private sealed class ByPath(string name, JsonPath path) : CompiledCapture(name)
    {
        public override (Value? Value, string? Failure) Find(CaptureSource source) =>
            source.Json is not { } document ? (null, source.JsonFailure ?? "response is not JSON")
            : path.TryRead(document.RootElement, out Value value) ? (value, null) : (null, null);
    }

    private sealed class ByPattern(string name, string pattern) : CompiledCapture(name)
    {
        private readonly Regex _regex = SearchPattern.Compile(pattern);

        public override (Value? Value, string? Failure) Find(CaptureSource source)
        {
            if (source.TextFailure is { } failure)
            {
                return (null, failure);
            }

            try
            {
                Match match = _regex.Match(source.Text);
                return (match.Success ? Value.Of(match.Groups[match.Groups.Count > 1 ? 1 : 0].Value) : null, null);
            }
            catch (RegexMatchTimeoutException)
            {
                return (null, $"capture {Name}: the pattern searched for longer than {SearchPattern.MatchLimit.TotalMilliseconds} ms");
            }
        }
    }

    private sealed class ByHeader(string name, string header) : CompiledCapture(name)
    {
        public override (Value? Value, string? Failure) Find(CaptureSource source) =>
            (source.Header(header) is { } value ? Value.Of(value) : null, null);
    }
}

/// <summary>A response as captures and checks look at it: its body is decompressed, and read as JSON or text, at most once, and only when asked for.</summary>
internal sealed class CaptureSource(Exchange exchange) : IDisposable
{
    private ReadOnlyMemory<byte> _body;
    private string? _bodyFailure;
    private bool _isDecompressed;
    private JsonDocument? _json;
    private string? _text;
    private string? _textFailure;
    private bool _isParsed;

    /// <summary>Why the body cannot be looked into; null when it can.</summary>
    public string? BodyFailure
    {
        get
        {
            if (!_isDecompressed)
            {
                _isDecompressed = true;
                _bodyFailure = exchange.Bytes > Exchange.MaxKeptBody ? "body too large to check"
                    : ResponseBody.TryRead(exchange, out _body) ? null : "body cannot be decompressed";
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
                JsonFailure ??= BodyText.ReadUtf8(exchange, ref utf8);
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
                _textFailure = BodyFailure ?? BodyText.Read(exchange, _body, out _text);
            }

            return _text;
        }
    }

    /// <summary>Why there is no text; null when there is.</summary>
    public string? TextFailure => Text.Length == 0 ? _textFailure : null;

    /// <summary>The value of a header; null when it is not there.</summary>
    public string? Header(string name) => ResponseBody.HeaderOf(exchange, name);

    /// <summary>Whether any header of a name contains a text, in whatever case.</summary>
    public bool HasHeader(string name, string text) => exchange.Headers.Any(h =>
        string.Equals(h.Key, name, StringComparison.OrdinalIgnoreCase) && h.Value.Contains(text, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc />
    public void Dispose() => _json?.Dispose();
}
