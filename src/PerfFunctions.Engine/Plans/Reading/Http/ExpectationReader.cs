using System.Globalization;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Reads <c>expect:</c>.</summary>
internal static class ExpectationReader
{
    private const int MinStatus = 100;
    private const int MaxStatus = 599;
    private const int MaxStatuses = 50;

    private static readonly IEnumerable<int> Known = Enumerable.Range(MinStatus, MaxStatus - MinStatus + 1);

    public static Expectation Read(Field field) => ReadFrom(field.Map(PlanKeys.Expect));

    /// <summary>The expectation among the keys of a map.</summary>
    public static Expectation ReadFrom(MapField? map) => new()
    {
        Status = map?.Get("status") is { } status ? ReadStatuses(status) : [],
        Body = map?.Get("body")?.Text("a text that the body must contain", PlanLimits.TextLength),
        Headers = map?.Get("headers") is { } headers ? ReadHeaders(headers) : new Dictionary<string, string>(),
        Within = map?.Get("within")?.Duration(PlanLimits.StepLength),
    };

    private static StatusRange[] ReadStatuses(Field field)
    {
        IReadOnlyList<Field> items = field.Node is ListNode ? field.Items(MaxStatuses, StatusRange.Allowed) ?? [] : [field];
        StatusRange[] statuses = [.. items.Select(ReadStatus).OfType<StatusRange>()];
        Expectation expect = new() { Status = statuses };
        if (statuses.Length == items.Count && !Known.Any(expect.Allows))
        {
            field.Refuse("no status meets this, because what is allowed is excluded, too", StatusRange.Allowed);
        }

        return statuses;
    }

    private static StatusRange? ReadStatus(Field field)
    {
        if (field.Node is ScalarNode { IsPlain: true } number &&
            long.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            return field.Whole(MinStatus, MaxStatus) is { } status ? new StatusRange(status, status) : null;
        }

        if (field.Text(StatusRange.Allowed, PlanLimits.TextLength) is not { } text)
        {
            return null;
        }

        if (!StatusRange.TryParse(text, out StatusRange range))
        {
            field.Refuse("this is not a status, a class or a range of statuses", StatusRange.Allowed);
            return null;
        }

        return range;
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
