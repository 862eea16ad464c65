namespace PerfFunctions.Engine.Plans;

/// <summary>
/// The keys of each map of a plan file that has no <see cref="Grammar.MapGrammar{T}"/>. The parser allows these; the JSON
/// Schema must name the same.
/// </summary>
internal static class PlanKeys
{
    public static readonly string[] Methods = ["get", "head", "post", "put", "patch", "delete", "options"];
    public static readonly string[] Bodies = ["json", "body", "form", "multipart"];
    public static readonly string[] Request = [.. Methods, "request", "name", "query", "headers", .. Bodies, "expect", "capture", "check", "measure", "timeout", "onFailure"];
    public static readonly string[] Pause = ["pause"];
    public static readonly string[] Group = ["group", "do"];
    public static readonly string[] If = ["if", "then", "else"];
    public static readonly string[] Repeat = ["repeat", "do"];
    public static readonly string[] Choose = ["choose"];
    public static readonly string[] Set = ["set"];
    public static readonly string[] Each = ["each"];
    public static readonly string[] While = ["while", "max", "do"];
    public static readonly string[] Poll = ["poll"];
    public static readonly string[] Retry = ["retry"];
    public static readonly string[] Parallel = ["parallel", "name"];
    public static readonly string[] Script = ["script"];
    public static readonly string[] Step =
    [
        .. Request, .. Pause, .. Group, .. If, .. Repeat, .. Choose, .. Set, .. Each, .. While, .. Poll, .. Retry, "parallel", .. Script,
    ];

    public static readonly string[] Way = ["weight", "do"];
    public static readonly string[] Part = ["file", "template", "type", "text", "size", "base64"];
    public static readonly string[] Bytes = ["base64", "size", "file", "template"];
    public static readonly string[] File = ["file"];

    public static readonly string[] Http =
    [
        "version", "connections", "maxConnections", "redirects", "compression", "cookies", "headers", "auth", "tls", "proxy", "dns", "timeout", "trace",
    ];

    public static readonly string[] Proxy = ["address", "user", "password"];

    public static readonly string[] Auth = ["basic", "bearer", "oauth"];
    public static readonly string[] Basic = ["user", "password"];
    public static readonly string[] OAuth = ["token", "client", "secret", "scope"];
    public static readonly string[] Tls = ["authority", "verify", "certificate"];
    public static readonly string[] Certificate = ["file", "key"];
}
