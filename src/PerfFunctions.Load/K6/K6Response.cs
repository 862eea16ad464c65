using System.Collections.Concurrent;
using System.Net;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.K6.Crypto;
using PerfFunctions.Load.Responses;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.K6;

/// <summary>
/// A response as a script sees it, with k6's names and meaning of times. Most scripts look at little of it: each property is made
/// when it is asked for.
/// </summary>
internal sealed class K6Response : ObjectInstance
{
    private static readonly ConcurrentDictionary<string, string> Names = new(StringComparer.Ordinal);

    // What went wrong below HTTP, by words of the failure: https://grafana.com/docs/k6/latest/javascript-api/error-codes/.
    private static readonly (string Words, int Code)[] Codes =
    [
        ("timeout", 1050), ("resolve", 1101), ("not a verified", 1111), ("refused", 1212), ("reset", 1220), ("tls", 1310), ("certificate", 1310),
        ("redirect", 1000),
    ];

    private static readonly string[] Made =
        ["status", "status_text", "url", "body", "headers", "cookies", "timings", "error", "error_code", "request"];

    private readonly RequestDraft _draft;
    private readonly int _status;
    private readonly string? _failure;
    private readonly KeyValuePair<string, string>[] _headers;
    private readonly double[] _phases;
    private readonly double _whole;
    private int _left = Made.Length;

    /// <summary>The response to a request, or what became of it in its place.</summary>
    /// <param name="engine">The script's engine.</param>
    /// <param name="prototype">What all responses have in common.</param>
    /// <param name="exchange">What came back; used again for the next request.</param>
    /// <param name="type">What the script wants to have of the body: text, binary or none.</param>
    public K6Response(JsEngine engine, ObjectInstance prototype, Exchange exchange, string type)
        : base(engine)
    {
        Prototype = prototype;
        _draft = exchange.Draft;
        _failure = exchange.Failure;
        _status = _failure is null ? exchange.Status : 0;
        _headers = _failure is null ? [.. exchange.Headers] : [];
        _phases = [.. Phases.Select(phase => exchange.Phases.Has(phase) ? exchange.Phases[phase].TotalMilliseconds : 0)];
        _whole = Math.Max(0, (exchange.EndedAt - exchange.SentAt).TotalMilliseconds);
        Make("body", _failure is null ? BodyOf(exchange, type) : JsValue.Null);
    }

    private static IEnumerable<RequestPhase> Phases =>
        [RequestPhase.Connect, RequestPhase.Tls, RequestPhase.Send, RequestPhase.Wait, RequestPhase.Receive];

    /// <inheritdoc />
    public override PropertyDescriptor GetOwnProperty(JsValue property)
    {
        PropertyDescriptor own = base.GetOwnProperty(property);
        return own == PropertyDescriptor.Undefined && _left > 0 && property is JsString name && Find(name.ToString()) is { } value
            ? Make(name.ToString(), value)
            : own;
    }

    /// <inheritdoc />
    public override List<JsValue> GetOwnPropertyKeys(Jint.Runtime.Types types = Jint.Runtime.Types.String | Jint.Runtime.Types.Symbol)
    {
        Array.ForEach(Made, name => GetOwnProperty(name));
        return base.GetOwnPropertyKeys(types);
    }

    private PropertyDescriptor Make(string name, JsValue value)
    {
        _left--;
        PropertyDescriptor made = new(value, PropertyFlag.ConfigurableEnumerableWritable);
        FastSetProperty(name, made);
        return made;
    }

    private JsValue? Find(string name) => name switch
    {
        "status" => new JsNumber(_status),
        "status_text" => _status == 0 ? "" : $"{_status} {(Enum.IsDefined((HttpStatusCode)_status) ? ((HttpStatusCode)_status).ToString() : "")}",
        "url" => _draft.Address.AbsoluteUri,
        "headers" => Headers(),
        "cookies" => Cookies(),
        "timings" => Timings(),
        "error" => _failure ?? "",
        "error_code" => new JsNumber(_failure is not null ? CodeOf(_failure) : _status >= 400 ? 1000 + _status : 0),
        "request" => Object(("method", _draft.Method), ("url", _draft.Address.AbsoluteUri)),
        _ => null,
    };

    private static int CodeOf(string failure) =>
        Codes.FirstOrDefault(c => failure.Contains(c.Words, StringComparison.OrdinalIgnoreCase)) is { Code: > 0 and var code } ? code : 1000;

    private JsValue BodyOf(Exchange exchange, string type)
    {
        if (type == "none")
        {
            return JsValue.Null;
        }

        if (type == "binary")
        {
            return ResponseBody.TryRead(exchange, out ReadOnlyMemory<byte> bytes) ? K6Bytes.Buffer(Engine, bytes.ToArray()) : JsValue.Null;
        }

        using CaptureSource source = new(exchange);
        return source.TextFailure is null ? new JsString(source.Text) : JsValue.Null;
    }

    private JsObject Headers()
    {
        JsObject headers = new(Engine);
        foreach ((string name, string value) in _headers)
        {
            string canonical = Names.GetOrAdd(name, Canonical);
            JsValue before = headers.Get(canonical);
            headers.Set(canonical, before.IsUndefined() ? value : $"{before}, {value}");
        }

        return headers;
    }

    // k6 writes content-type as Content-Type.
    private static string Canonical(string name) => string.Join('-', name.Split('-')
        .Select(part => part.Length == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..].ToLowerInvariant()));

    private JsObject Cookies()
    {
        JsObject cookies = new(Engine);
        foreach ((string name, string value) in _headers)
        {
            string[] pair = string.Equals(name, "Set-Cookie", StringComparison.OrdinalIgnoreCase) ? value.Split(';')[0].Split('=', 2) : [];
            if (pair.Length == 2)
            {
                cookies.Set(pair[0].Trim(), new JsArray(Engine, [Object(("name", pair[0].Trim()), ("value", pair[1].Trim()))]));
            }
        }

        return cookies;
    }

    // Milliseconds. The duration has neither the wait for a connection nor its making in it.
    private JsObject Timings() => Object(
        ("blocked", Math.Max(0, _whole - _phases.Sum())),
        ("connecting", _phases[0]),
        ("tls_handshaking", _phases[1]),
        ("sending", _phases[2]),
        ("waiting", _phases[3]),
        ("receiving", _phases[4]),
        ("duration", _phases[2] + _phases[3] + _phases[4]));

    private JsObject Object(params ReadOnlySpan<(string Name, JsValue Value)> properties)
    {
        JsObject made = new(Engine);
        foreach ((string name, JsValue value) in properties)
        {
            made.FastSetProperty(name, new PropertyDescriptor(value, PropertyFlag.ConfigurableEnumerableWritable));
        }

        return made;
    }
}
