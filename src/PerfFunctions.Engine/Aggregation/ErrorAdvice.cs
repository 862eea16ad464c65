using System.Globalization;
using PerfFunctions.Engine.Network;

namespace PerfFunctions.Engine.Aggregation;

/// <summary>Says what to do about kinds of error whose cause is known.</summary>
public static class ErrorAdvice
{
    private static readonly (string Kind, bool IsPrefix, string Advice)[] Known =
    [
        ("no free local port", false,
            "the generator ran out of source ports, because a closed connection keeps its port for a while; use keep-alive, more shards or fewer connections"),
        ("too many open sockets", false,
            "the generator reached its limit of open files; raise the limit, or use more shards or fewer users"),
        (AddressRefusedException.Prefix, true,
            "the request was blocked, because its address or host is not allowed; check what the target's host names resolve to and where its redirects lead"),
        ("host not found", false,
            "the target's host name could not be resolved by the generator; check the spelling and the generator's DNS"),
        ("connection closed", false,
            "the target closed a connection before it responded; raise the target's keep-alive timeout, or use 'connections: per-iteration'"),
        ("invalid response", true,
            "the target, or a proxy in front of it, did not send a valid HTTP/1.1 response; inspect it with 'curl -v'"),
        ("certificate not trusted: it is for another name", false,
            "the target's certificate does not cover the host name in the plan; use a name that it covers, or issue a certificate for this name"),
        ("certificate not trusted: it has expired", true,
            "renew the target's certificate; if it is valid, check the generator's clock"),
        ("certificate not trusted: none was sent", false,
            "the target sends no certificate on this port; check the port and the scheme of the address"),
        ("certificate not trusted: its authority is unknown", false,
            "add the issuer of the target's certificate to 'tls: { authority: … }', and make the target send its intermediate certificates"),
        ("certificate not trusted", true,
            "the generator does not trust the target's certificate; renew it, or add its issuer to 'tls: { authority: … }'"),
        ("feed ", true,
            "a feed with 'pick: unique' has fewer rows than the iterations need; add rows, lower the rate or duration, or use another pick"),
        ("header ", true,
            "a substituted value is not valid in a header; encode it, or send it in the body"),
        ("capture ", true,
            "a response lacks a value that a later step needs; inspect the response, and check it with 'expect'"),
        ("timeout", false,
            "no complete response arrived within the step's timeout; the target is too slow at this load, or the timeout is too short"),
    ];

    /// <summary>What to do about a kind of error, a part of a sentence; null when that is not known.</summary>
    public static string? Of(string kind) =>
        Known.FirstOrDefault(k => k.IsPrefix ? kind.StartsWith(k.Kind, StringComparison.Ordinal) : kind == k.Kind).Advice;

    /// <summary>A sentence for each kind that has advice, the most frequent first.</summary>
    /// <param name="scenario">Scenario name.</param>
    /// <param name="errors">Failed requests by kind.</param>
    public static IEnumerable<string> Of(string scenario, IReadOnlyDictionary<string, long> errors) =>
        from error in errors
        where error.Value > 0
        orderby error.Value descending, error.Key
        let advice = Of(error.Key)
        where advice is not null
        select string.Create(CultureInfo.InvariantCulture, $"{scenario}: {error.Value} × {error.Key}: {advice}.");
}
