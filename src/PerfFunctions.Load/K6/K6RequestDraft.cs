using System.Text;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Engine.Units;
using PerfFunctions.Load.Flows;
using PerfFunctions.Load.Http;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.K6;

/// <summary>A request as a script asks for it: method, address, body and parameters.</summary>
internal sealed class K6RequestDraft
{
    private readonly JsEngine _engine;
    private readonly ObjectInstance? _params;

    /// <summary>Reads what a script gave.</summary>
    /// <param name="engine">The script's engine.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="traits">What the script's options say of every request.</param>
    /// <param name="arguments">Method, address, body, parameters, name and expected statuses.</param>
    /// <param name="chance">Chance.</param>
    /// <exception cref="JavaScriptException">It is not a request.</exception>
    public K6RequestDraft(JsEngine engine, ScenarioContext scenario, K6Traits traits, JsValue[] arguments, Func<ulong> chance)
    {
        _engine = engine;
        _params = arguments[3] as ObjectInstance;
        Address = TypeConverter.ToString(arguments[1]);
        Uri address = AddressOf(scenario, Address);
        List<KeyValuePair<string, string>> headers = [];
        AddHeaders(headers);
        byte[]? body = K6Body.Of(arguments[2], chance, out string? contentType);
        AddUnlessThere(headers, "Content-Type", contentType);
        AddUnlessThere(headers, "Authorization", address.UserInfo.Length == 0 ? null
            : $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo)))}");
        foreach ((string header, string value) in scenario.Scenario.Http.Headers)
        {
            AddUnlessThere(headers, header, value);
        }

        AddUnlessThere(headers, "Cookie", CookiesOf());
        Draft = new RequestDraft(TypeConverter.ToString(arguments[0]), address, headers, body)
        {
            EndsConnection = scenario.Scenario.Http.Connections == ConnectionUse.PerRequest,
        };
        Name = arguments[4] is JsString name ? name.ToString() : NameOf(_params);
        Expected = StatusesOf(arguments[5]);
        Limits = new RequestLimits(TimeoutOf(_params) ?? scenario.Scenario.Http.Timeout, RedirectsOf() ?? traits.Redirects);
        ResponseType = Parameter("responseType") is JsString type ? type.ToString() : traits.DiscardsBodies ? "none" : "text";
    }

    public RequestDraft Draft { get; }

    /// <summary>The address as the script wrote it.</summary>
    public string Address { get; }

    /// <summary>The name that the script gives it; null for none.</summary>
    public string? Name { get; }

    /// <summary>Statuses that are not failures; null for those below 400.</summary>
    public IReadOnlyList<StatusRange>? Expected { get; }

    public RequestLimits Limits { get; }

    /// <summary>What the script wants to have of the body: text, binary or none.</summary>
    public string ResponseType { get; }

    /// <summary>The value of one of its tags; null for none.</summary>
    /// <param name="key">The tag.</param>
    /// <param name="groups">The groups around it: <c>::front page</c>.</param>
    public string? TagOf(string key, string groups) => key switch
    {
        K6TagFilter.Name => Name ?? Address,
        K6TagFilter.Address => Address,
        K6TagFilter.Method => Draft.Method,
        K6TagFilter.Group => groups,
        _ => Parameter("tags") is ObjectInstance tags && tags.Get(key) is { } value && !value.IsUndefined() ? TypeConverter.ToString(value) : null,
    };

    private JsValue Parameter(string name) => _params?.Get(name) ?? JsValue.Undefined;

    /// <summary>The name that parameters of a request give it, <c>tags.name</c>; null for none.</summary>
    public static string? NameOf(ObjectInstance? parameters) =>
        parameters?.Get("tags") is ObjectInstance tags && tags.Get("name") is JsString name ? name.ToString() : null;

    /// <summary>The longest time that parameters of a request say: milliseconds, or a text such as 10s; null for none.</summary>
    public static TimeSpan? TimeoutOf(ObjectInstance? parameters) => parameters?.Get("timeout") switch
    {
        JsNumber ms when TypeConverter.ToNumber(ms) is > 0 and < 3_600_000 and var length => TimeSpan.FromMilliseconds(length),
        JsString text when Durations.TryParse(text.ToString(), out TimeSpan length) && length > TimeSpan.Zero => length,
        _ => null,
    };

    private Uri AddressOf(ScenarioContext scenario, string text)
    {
        try
        {
            return TargetAddress.AsWritten(scenario.Target, text);
        }
        catch (UriFormatException)
        {
            throw Wrong($"'{Cut(text)}' is not an address");
        }
    }

    private void AddHeaders(List<KeyValuePair<string, string>> headers)
    {
        if (Parameter("headers") is not ObjectInstance given)
        {
            return;
        }

        foreach (JsValue key in given.GetOwnPropertyKeys(Types.String))
        {
            (string name, string value) = (key.ToString(), TypeConverter.ToString(given.Get(key)));
            if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal)) ||
                value.Any(c => c is (< ' ' or > '~') and not '\t'))
            {
                throw Wrong($"the header '{Cut(name)}' is not printable ASCII");
            }

            if (!string.Equals(name, "Content-Length", StringComparison.OrdinalIgnoreCase))
            {
                headers.Add(new(name, value));
            }
        }
    }

    private static void AddUnlessThere(List<KeyValuePair<string, string>> headers, string name, string? value)
    {
        if (value is not null && !headers.Exists(h => string.Equals(h.Key, name, StringComparison.OrdinalIgnoreCase)))
        {
            headers.Add(new(name, value));
        }
    }

    // Values, or { value, replace }.
    private string? CookiesOf() => Parameter("cookies") is not ObjectInstance cookies ? null : string.Join("; ",
        cookies.GetOwnPropertyKeys(Types.String).Select(name =>
        {
            JsValue value = cookies.Get(name);
            return $"{name}={TypeConverter.ToString(value is ObjectInstance whole ? whole.Get("value") : value)}";
        }));

    private int? RedirectsOf() =>
        Parameter("redirects") is JsNumber number && TypeConverter.ToNumber(number) is >= 0 and <= 10 and var most ? (int)most : null;

    private static IReadOnlyList<StatusRange>? StatusesOf(JsValue callback) => callback switch
    {
        ObjectInstance list => [.. list.AsArray().Cast<ObjectInstance>().Select(r => r.AsArray()).Select(r => new StatusRange((int)TypeConverter.ToNumber(r[0]), (int)TypeConverter.ToNumber(r[1])))],
        _ => null,
    };

    private JavaScriptException Wrong(string message) => new(_engine.Intrinsics.TypeError, message);

    private static string Cut(string text) => text.Length > 80 ? text[..80] : text;
}
