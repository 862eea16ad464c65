namespace PerfFunctions.Engine.Plans.K6;

/// <summary>Tags that a request has to have to be counted by them, too, besides by its name.</summary>
/// <param name="Text">The tags as one text, which is the name of what is counted: <c>kind:html,method:GET</c>.</param>
/// <param name="Pairs">Each key with its value.</param>
public sealed record K6TagFilter(string Text, IReadOnlyList<KeyValuePair<string, string>> Pairs)
{
    /// <summary>The tag with the status of the response.</summary>
    public const string Status = "status";

    /// <summary>The tag with the name of a request; with its address, where it has none.</summary>
    public const string Name = "name";

    /// <summary>The tag with the groups around a request: <c>::front page::header</c>.</summary>
    public const string Group = "group";

    /// <summary>The tag with the address of a request.</summary>
    public const string Address = "url";

    /// <summary>The tag with the method of a request.</summary>
    public const string Method = "method";

    /// <summary>A form that a text must have.</summary>
    public const string Allowed = "tags such as kind:html or kind:html,method:GET";

    private static readonly string[] OfEachRequest = [Name, Group, Address, Method, Status];

    // What comes with a response, apart from its status, is not looked at.
    private static readonly string[] Unknown = ["proto", "error", "error_code", "tls_version", "ocsp_status", "ip", "expected_response", "service", "subproto"];

    /// <summary>The tags of a text; null if it is none, or asks for what is not known of a request.</summary>
    public static K6TagFilter? Parse(string text)
    {
        string[][] pairs = [.. text.Split(',').Select(pair => pair.Split(':', 2))];
        return pairs.Any(p => p.Length < 2) ? null : Of(pairs.Select(p => KeyValuePair.Create(p[0].Trim(), p[1].Trim())));
    }

    /// <summary>The same of tags that are read already.</summary>
    public static K6TagFilter? Of(IEnumerable<KeyValuePair<string, string>> tags)
    {
        KeyValuePair<string, string>[] pairs = [.. tags.OrderBy(t => t.Key, StringComparer.Ordinal)];
        return pairs.Length == 0 || pairs.Any(p => p.Key.Length == 0 || p.Value.Length == 0 || Unknown.Contains(p.Key))
            ? null
            : new K6TagFilter(string.Join(',', pairs.Select(p => $"{p.Key}:{p.Value}")), pairs);
    }

    /// <summary>Whether every request has these tags, each with a value of its own.</summary>
    public static bool IsOfEachRequest(string key) => OfEachRequest.Contains(key);
}
