namespace PerfFunctions.Engine.Plans.Reading.K6;

/// <summary>The modules that a script can import, and which of their functions wait for something.</summary>
internal static class K6Modules
{
    /// <summary>The name that the bundler gives to <c>require</c>.</summary>
    public const string BundledRequire = "__require";

    /// <summary>The module of requests.</summary>
    public const string Http = "k6/http";

    /// <summary>The module of checks, groups and pauses.</summary>
    public const string Core = "k6";

    /// <summary>The module of metrics.</summary>
    public const string Metrics = "k6/metrics";

    /// <summary>The module of what is known about the run.</summary>
    public const string Execution = "k6/execution";

    /// <summary>The module of sockets that calls a function and waits for the end of its socket.</summary>
    public const string Sockets = "k6/ws";

    /// <summary>The function of <see cref="Sockets"/> that opens one.</summary>
    public const string Connect = "connect";

    /// <summary>The module of sockets as browsers have them.</summary>
    public const string WebSockets = "k6/websockets";

    /// <summary>The name that it had before.</summary>
    public const string OlderWebSockets = "k6/experimental/websockets";

    /// <summary>The module of gRPC.</summary>
    public const string Grpc = "k6/net/grpc";

    /// <summary>Methods of a client of <see cref="Grpc"/> that call a method of a service.</summary>
    public static readonly IReadOnlySet<string> Invoking = new HashSet<string> { Invoke, "asyncInvoke" };

    /// <summary>The one of them that a script waits for.</summary>
    public const string Invoke = "invoke";

    /// <summary>The module of browsers. All of its functions return promises.</summary>
    public const string Browser = "k6/browser";

    /// <summary>The method of a page of <see cref="Browser"/> that goes to an address.</summary>
    public const string Goto = "goto";

    /// <summary>The module of secrets.</summary>
    public const string Secrets = "k6/secrets";

    /// <summary>The function of <see cref="Execution"/> that ends the run.</summary>
    public const string Abort = "abort";

    /// <summary>Functions that send one request, with their methods; null where the first argument is the method.</summary>
    public static readonly IReadOnlyDictionary<string, string?> Sending = new Dictionary<string, string?>
    {
        ["get"] = "GET",
        ["head"] = "HEAD",
        ["post"] = "POST",
        ["put"] = "PUT",
        ["patch"] = "PATCH",
        ["del"] = "DELETE",
        ["options"] = "OPTIONS",
        ["request"] = null,
        ["asyncRequest"] = null,
    };

    /// <summary>The function of <see cref="Core"/> that calls another.</summary>
    public const string Group = "group";

    /// <summary>Functions that send several.</summary>
    public const string Batch = "batch";

    /// <summary>Methods of a response that send a request, to an address that stands in its page.</summary>
    public static readonly IReadOnlySet<string> Following = new HashSet<string> { "submitForm", "clickLink" };

    /// <summary>Modules by name, with the functions for which a script has to wait.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Waiting = new Dictionary<string, string[]>
    {
        [Core] = ["sleep", Group],
        [Http] = [.. Sending.Keys.Where(name => name != "asyncRequest"), Batch],
        [Metrics] = [],
        ["k6/data"] = [],
        ["k6/encoding"] = [],
        ["k6/crypto"] = [],
        [Execution] = [],
        [Secrets] = [],
        [Grpc] = [],
        [Sockets] = [Connect],
        [WebSockets] = [],
        [OlderWebSockets] = [],
        [Browser] = [],
        ["k6/html"] = [],
        ["k6/timers"] = [],
        ["k6/experimental/webcrypto"] = [],
    };

    /// <summary>Whether a name is that of an extension, which is a program of its own.</summary>
    public static bool IsExtension(string module) => module.StartsWith("k6/x/", StringComparison.Ordinal);
}
