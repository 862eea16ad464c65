using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Reads <c>expect:</c>.</summary>
internal static class ExpectationReader
{
    private const string StatusAllowed = "a status from 100 to 599, or a list of them";
    private const int MaxStatuses = 50;

    public static Expectation Read(Field field) => ReadFrom(field.Map(PlanKeys.Expect));

    /// <summary>The expectation among the keys of a map.</summary>
    public static Expectation ReadFrom(MapField? map)
    {
        Field? status = map?.Get("status");
        IReadOnlyList<Field> statuses = status is null ? []
            : status.Node is ListNode ? status.Items(MaxStatuses, StatusAllowed) ?? []
            : [status];
        return new Expectation
        {
            Status = [.. statuses.Select(s => s.Whole(100, 599)).OfType<int>()],
            Body = map?.Get("body")?.Text("a text that the body must contain", PlanLimits.TextLength),
            Headers = map?.Get("headers") is { } headers ? ReadHeaders(headers) : new Dictionary<string, string>(),
            Within = map?.Get("within")?.Duration(PlanLimits.StepLength),
        };
    }

    private static Dictionary<string, string> ReadHeaders(Field field)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (NamedField entry in field.Entries(PlanLimits.MapEntries, "texts by header name, such as content-type: json") ?? [])
        {
            HeadersReader.CheckName(entry, headers.Keys);
            headers.TryAdd(entry.Name, entry.Value.Text("a text that the header must contain, or ''", PlanLimits.TextLength) ?? "");
        }

        return headers;
    }
}
