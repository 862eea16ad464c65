using System.Globalization;
using PerfFunctions.Engine.Network;

namespace PerfFunctions.Engine.Aggregation;

/// <summary>Says what to do about kinds of error whose cause is known.</summary>
public static class ErrorAdvice
{
    private static readonly (string Kind, bool IsPrefix, string Advice)[] Known =
    [
        ("no free local port", false,
            "the generator's source ports ran out, as a closed connection holds its port for a while; keep connections alive, or use more shards or fewer connections"),
        ("too many open sockets", false,
            "the generator may open no more files; raise its limit, or use more shards or fewer users"),
        (AddressRefusedException.Prefix, true,
            "the load was led to an address or a host that this service must not send to, so it was not sent; see where names and redirects of the target lead"),
        ("host not found", false,
            "the target's name could not be resolved where the load runs; check its spelling, and which names are known there"),
        ("connection closed", false,
            "the target closed a connection before it had answered; if it closes kept ones after a while, let it keep them longer, or use 'connections: per-iteration'"),
        ("invalid response", true,
            "the target, or a proxy before it, answered what is no HTTP/1.1; look at the answer with 'curl -v'"),
        ("certificate not trusted: it is for another name", false,
            "the certificate of the target does not hold the name that the plan uses; use a name that it holds, or have one issued that holds this one"),
        ("certificate not trusted: it has expired", true,
            "renew the target's certificate; if it is valid, look at the clock of the machine that the load runs on"),
        ("certificate not trusted: none was shown", false,
            "the target answers at this port without a certificate; check the port, and the scheme of its address"),
        ("certificate not trusted: its authority is unknown", false,
            "name the issuer of the target's certificate in 'tls: { authority: … }', and have the target send the certificates between"),
        ("certificate not trusted", true,
            "the target's certificate is not one that the generator trusts; renew it, or name its issuer in 'tls: { authority: … }'"),
        ("feed ", true,
            "a feed whose pick is unique has fewer rows than iterations need; add rows, lower the rate or length, or pick in another way"),
        ("header ", true,
            "a value that is filled in cannot stand in a header; encode it, or send it in the body"),
        ("capture ", true,
            "an answer did not hold what a later step needs; look at the answer, and check it with 'expect' first"),
        ("timeout", false,
            "no whole answer came within the step's timeout; the target is too slow at this load, or the timeout too short"),
    ];

    /// <summary>A sentence for each kind that has advice, the most frequent first.</summary>
    /// <param name="scenario">Scenario name.</param>
    /// <param name="errors">Failed requests by kind.</param>
    public static IEnumerable<string> Of(string scenario, IReadOnlyDictionary<string, long> errors) =>
        from error in errors
        where error.Value > 0
        orderby error.Value descending, error.Key
        let advice = Known.FirstOrDefault(k => k.IsPrefix ? error.Key.StartsWith(k.Kind, StringComparison.Ordinal) : error.Key == k.Kind).Advice
        where advice is not null
        select string.Create(CultureInfo.InvariantCulture, $"{scenario}: {error.Value} × {error.Key}: {advice}.");
}
