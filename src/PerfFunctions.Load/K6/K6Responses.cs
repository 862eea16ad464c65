using System.Collections.Concurrent;
using System.Net;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.Responses;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.K6;

/// <summary>Responses as a script sees them, with k6's names and meaning of times.</summary>
/// <param name="engine">The script's engine.</param>
/// <param name="clock">The run's clock.</param>
internal sealed class K6Responses(JsEngine engine, RunClock clock)
{
    private static readonly ConcurrentDictionary<string, string> Names = new(StringComparer.Ordinal);

    // What went wrong below HTTP, by words of the failure: https://grafana.com/docs/k6/latest/javascript-api/error-codes/.
    private static readonly (string Words, int Code)[] Codes =
    [
        ("timeout", 1050), ("resolve", 1101), ("not a verified", 1111), ("refused", 1212), ("reset", 1220), ("tls", 1310), ("certificate", 1310),
        ("redirect", 1000),
    ];

    /// <summary>What all responses have in common.</summary>
    public ObjectInstance? Prototype { get; set; }

    /// <summary>The response to a request, or what became of it in its place.</summary>
    public JsObject Of(Exchange exchange, K6RequestDraft request)
    {
        bool isAnswered = exchange.Failure is null;
        JsObject response = new(engine) { Prototype = Prototype };
        response.Set("status", isAnswered ? exchange.Status : 0);
        response.Set("status_text", isAnswered ? $"{exchange.Status} {ReasonOf(exchange.Status)}" : "");
        response.Set("url", exchange.Draft.Address.AbsoluteUri);
        response.Set("body", isAnswered ? BodyOf(exchange, request.ResponseType) : JsValue.Null);
        response.Set("headers", HeadersOf(isAnswered ? exchange.Headers : []));
        response.Set("cookies", CookiesOf(isAnswered ? exchange.Headers : []));
        response.Set("timings", TimingsOf(exchange));
        response.Set("error", exchange.Failure ?? "");
        response.Set("error_code", exchange.Failure is { } failure ? CodeOf(failure) : exchange.Status >= 400 ? 1000 + exchange.Status : 0);
        response.Set("request", RequestOf(exchange.Draft));
        return response;
    }

    private static int CodeOf(string failure) =>
        Codes.FirstOrDefault(c => failure.Contains(c.Words, StringComparison.OrdinalIgnoreCase)) is { Code: > 0 and var code } ? code : 1000;

    private static string ReasonOf(int status) => Enum.IsDefined((HttpStatusCode)status) ? ((HttpStatusCode)status).ToString() : "";

    private JsValue BodyOf(Exchange exchange, string type)
    {
        if (type == "none")
        {
            return JsValue.Null;
        }

        using CaptureSource source = new(exchange);
        return type == "binary"
            ? ResponseBody.TryRead(exchange, out ReadOnlyMemory<byte> bytes) ? K6Bytes.Buffer(engine, bytes.ToArray()) : JsValue.Null
            : source.TextFailure is null ? new JsString(source.Text) : JsValue.Null;
    }

    private JsObject HeadersOf(List<KeyValuePair<string, string>> given)
    {
        JsObject headers = new(engine);
        foreach ((string name, string value) in given)
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

    private JsObject CookiesOf(List<KeyValuePair<string, string>> headers)
    {
        JsObject cookies = new(engine);
        foreach ((string name, string value) in headers)
        {
            string[] pair = string.Equals(name, "Set-Cookie", StringComparison.OrdinalIgnoreCase) ? value.Split(';')[0].Split('=', 2) : [];
            if (pair.Length == 2)
            {
                JsObject cookie = new(engine);
                cookie.Set("name", pair[0].Trim());
                cookie.Set("value", pair[1].Trim());
                cookies.Set(pair[0].Trim(), new JsArray(engine, [cookie]));
            }
        }

        return cookies;
    }

    // Milliseconds. The duration has neither the wait for a connection nor its making in it.
    private JsObject TimingsOf(Exchange exchange)
    {
        JsObject timings = new(engine);
        double connecting = Ms(exchange, RequestPhase.Connect);
        double tls = Ms(exchange, RequestPhase.Tls);
        double sending = Ms(exchange, RequestPhase.Send);
        double receiving = Ms(exchange, RequestPhase.Receive);
        double waiting = Ms(exchange, RequestPhase.Wait);
        double whole = Math.Max(0, ((exchange.EndedAt > TimeSpan.Zero ? exchange.EndedAt : clock.Elapsed) - exchange.SentAt).TotalMilliseconds);
        timings.Set("blocked", Math.Max(0, whole - connecting - tls - sending - waiting - receiving));
        timings.Set("connecting", connecting);
        timings.Set("tls_handshaking", tls);
        timings.Set("sending", sending);
        timings.Set("waiting", waiting);
        timings.Set("receiving", receiving);
        timings.Set("duration", sending + waiting + receiving);
        return timings;
    }

    private static double Ms(Exchange exchange, RequestPhase phase) => exchange.Phases.Has(phase) ? exchange.Phases[phase].TotalMilliseconds : 0;

    private JsObject RequestOf(RequestDraft draft)
    {
        JsObject request = new(engine);
        request.Set("method", draft.Method);
        request.Set("url", draft.Address.AbsoluteUri);
        return request;
    }
}
