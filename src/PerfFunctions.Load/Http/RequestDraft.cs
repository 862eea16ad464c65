using PerfFunctions.Engine.Network;

namespace PerfFunctions.Load.Http;

/// <summary>A request with everything filled in.</summary>
/// <param name="method">Method, upper case.</param>
/// <param name="address">Absolute http(s) address.</param>
/// <param name="headers">Headers, without Content-Length, and without Host where it is the address's.</param>
/// <param name="body">Body; null for none.</param>
internal sealed class RequestDraft(string method, Uri address, IReadOnlyList<KeyValuePair<string, string>> headers, byte[]? body)
{
    public string Method => method;

    public Uri Address => address;

    public IReadOnlyList<KeyValuePair<string, string>> Headers => headers;

    public byte[]? Body => body;

    /// <summary>The same before the user's cookies and the questions of its cache were added; itself where none were.</summary>
    public RequestDraft Bare { get => field ?? this; private init; }

    /// <summary>The Host header that the plan writes; null for the address's.</summary>
    public string? Host
    {
        get
        {
            // Asked for each request whose text is not always the same, so without an enumerator.
            for (int i = 0; i < headers.Count; i++)
            {
                if (IsHost(headers[i]))
                {
                    return headers[i].Value;
                }
            }

            return null;
        }
    }

    /// <summary>The address as the site behind it knows it, which its cookies belong to.</summary>
    public Uri SiteAddress =>
        Host is { } host ? TargetAddress.AsWritten($"{address.Scheme}://{host}{address.PathAndQuery}") : address;

    /// <summary>The bytes it is on an HTTP/1.1 connection, once someone has made them.</summary>
    public byte[]? Wire { get; set; }

    /// <summary>Where a transport sends it, once one has looked.</summary>
    public object? Origin { get; set; }

    /// <summary>Whether its connection ends with it.</summary>
    public bool EndsConnection { get; init; }

    /// <summary>The same with more headers.</summary>
    public RequestDraft With(IEnumerable<KeyValuePair<string, string>> more) =>
        new(method, address, [.. headers, .. more], body) { EndsConnection = EndsConnection };

    /// <summary>The same with these cookies after those that it brings, in one header (RFC 6265 section 5.4).</summary>
    public RequestDraft WithCookies(string? cookies)
    {
        if (cookies is null)
        {
            return this;
        }

        string all = string.Join("; ", [.. headers.Where(h => Is(h, "Cookie")).Select(h => h.Value), cookies]);
        return new(method, address, [.. headers.Where(h => !Is(h, "Cookie")), new("Cookie", all)], body)
        {
            EndsConnection = EndsConnection,
            Bare = Bare,
        };
    }

    /// <summary>The same, asking whether a kept response has changed.</summary>
    public RequestDraft Asking(IEnumerable<KeyValuePair<string, string>> validators) =>
        new(method, address, [.. headers, .. validators], body) { EndsConnection = EndsConnection, Bare = Bare };

    /// <summary>The request for something that the page at this address embeds.</summary>
    /// <param name="to">Where it is, as the page has it.</param>
    /// <param name="names">Names of the headers that it takes over; those of who is asking go to the page's own site only.</param>
    public RequestDraft Embedded(Uri to, IReadOnlySet<string> names)
    {
        Uri site = SiteAddress;
        bool isElsewhere = to.Authority != site.Authority || to.Scheme != site.Scheme;

        // The plan's Host header names the site, and the address is how to get there.
        Uri reached = isElsewhere || Host is null ? to : new Uri(address, to.PathAndQuery);
        return new RequestDraft(
            "GET",
            reached,
            [.. headers.Where(h => names.Contains(h.Key) && !(isElsewhere && (Is(h, "Authorization") || Is(h, "Cookie") || IsHost(h))))],
            null)
        { EndsConnection = EndsConnection };
    }

    /// <summary>What a redirect of this status asks for instead, by RFC 9110 section 15.4.</summary>
    public RequestDraft Redirected(int status, Uri to)
    {
        bool becomesGet = status == 303 ? method != "HEAD" : status is 301 or 302 && method == "POST";
        bool isElsewhere = to.Authority != address.Authority || to.Scheme != address.Scheme;
        return new RequestDraft(
            becomesGet ? "GET" : method,
            to,
            [
                .. headers.Where(h => !Is(h, "Cookie") &&
                    !(isElsewhere && (Is(h, "Authorization") || IsHost(h))) && !(becomesGet && Is(h, "Content-Type"))),
            ],
            becomesGet ? null : body)
        { EndsConnection = EndsConnection };
    }

    /// <summary>Whether a header is the Host header.</summary>
    public static bool IsHost(KeyValuePair<string, string> header) => Is(header, HostHeader.Name);

    private static bool Is(KeyValuePair<string, string> header, string name) =>
        string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase);
}
