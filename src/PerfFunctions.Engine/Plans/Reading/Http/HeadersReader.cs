using System.Buffers;
using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Reads <c>headers:</c>.</summary>
internal static class HeadersReader
{
    public const string NameAllowed = "letters, digits and !#$%&'*+-.^_`|~";
    private const string ValueAllowed = "printable ASCII without line breaks";
    private const int LongestName = 100;
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    // These say how the message is framed: a wrong one would break the connection for the requests after it.
    private static readonly HashSet<string> Framing =
        new(["Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Upgrade", "TE", "Trailer", "Expect"],
            StringComparer.OrdinalIgnoreCase);

    // The browser makes these of the address and of what it keeps.
    private static readonly HashSet<string> Browser = new(["Cookie", HostHeader.Name], StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyDictionary<string, string> Read(Field field, VariableScope scope, TemplatePlace place = TemplatePlace.Sent)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (NamedField entry in field.Entries(PlanLimits.MapEntries, "values by header name") ?? [])
        {
            CheckName(entry, headers.Keys);
            if (Framing.Contains(entry.Name))
            {
                entry.RefuseName(
                    $"'{entry.Name}' is set by {(place == TemplatePlace.Page ? "the browser" : "the load generator")}", "any other header");
            }
            else if (place == TemplatePlace.Page && Browser.Contains(entry.Name))
            {
                entry.RefuseName($"'{entry.Name}' is set by the browser", "any other header; cookies belong in 'cookies'");
            }

            string? value = ReadValue(entry.Value, scope, place);
            CheckHost(entry, value);
            headers.TryAdd(entry.Name, value ?? "");
        }

        return headers;
    }

    /// <summary>The headers above, with what stands here in their place, name by name.</summary>
    public static IReadOnlyDictionary<string, string> Merge(IReadOnlyDictionary<string, string> above, IReadOnlyDictionary<string, string> own)
    {
        Dictionary<string, string> merged = new(above, StringComparer.OrdinalIgnoreCase);
        foreach ((string name, string value) in own)
        {
            merged.Remove(name);
            merged[name] = value;
        }

        return merged;
    }

    /// <summary>Whether a text is a header name.</summary>
    public static bool IsName(string text) => text.Length is > 0 and <= LongestName && !text.AsSpan().ContainsAnyExcept(TokenCharacters);

    /// <summary>Refuses a name that is none, or is there already.</summary>
    public static void CheckName(NamedField entry, IReadOnlyCollection<string> taken)
    {
        if (!IsName(entry.Name))
        {
            entry.RefuseName("this is not a header name", NameAllowed);
        }
        else if (taken.Contains(entry.Name, StringComparer.OrdinalIgnoreCase))
        {
            entry.RefuseName("the header is defined twice, in different case", "each header once");
        }
    }

    // A value with variables is only known when the request is sent, and is checked then.
    private static void CheckHost(NamedField entry, string? value)
    {
        if (value is not null && entry.Name.Equals(HostHeader.Name, StringComparison.OrdinalIgnoreCase) &&
            !value.Contains("${", StringComparison.Ordinal) && HostHeader.AddressOf("http", value) is null)
        {
            entry.Value.Refuse("this is not a host", HostHeader.Allowed);
        }
    }

    private static string? ReadValue(Field field, VariableScope scope, TemplatePlace place)
    {
        if (field.Text(ValueAllowed, PlanLimits.TextLength) is not { } value)
        {
            return null;
        }

        if (value.Any(c => c is (< ' ' or > '~') and not '\t'))
        {
            field.Refuse("this is not a valid header value", ValueAllowed);
            return null;
        }

        scope.Check(field, value, place);
        return value;
    }
}
