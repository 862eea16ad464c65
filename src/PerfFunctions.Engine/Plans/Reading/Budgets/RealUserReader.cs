using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using PerfFunctions.Engine.RealUsers;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Plans.Reading.Budgets;

/// <summary>Reads the values of <c>rum:</c>.</summary>
internal static class RealUserReader
{
    public const string OriginsAllowed = "a list of origins, such as [ https://shop.example ]";
    public const string PagesAllowed = "paths by page, such as { home: /, product: /p/* }";

    /// <summary>Most characters of an origin or a path.</summary>
    public const int MaxLength = 200;

    private const string OriginAllowed = "https, a host and maybe a port, such as https://shop.example; http only on the machine itself";
    private const string PathAllowed = "a path that begins with /, without query; * within a segment, ** across segments, such as /p/*";

    /// <summary>The origins, as browsers write them.</summary>
    public static IReadOnlyList<string>? ReadOrigins(Field field) =>
        field.Items(PlanLimits.Origins, OriginsAllowed) is { } items ? [.. items.Select(ReadOrigin).OfType<string>().Distinct()] : null;

    /// <summary>The pages.</summary>
    public static IReadOnlyList<RealUserPage>? ReadPages(Field field)
    {
        if (field.Entries(PlanLimits.Pages, PagesAllowed) is not { } entries)
        {
            return null;
        }

        if (entries.Count == 0)
        {
            field.Refuse("there are no pages", PagesAllowed);
        }

        return [.. entries.Select(ReadPage)];
    }

    /// <summary>Names of the pages, right or not, so that a mistake below a name is reported once.</summary>
    public static IReadOnlyList<string> Named(Field? field) =>
        (field?.Node as MapNode)?.Entries.FirstOrDefault(e => e.Key == "pages")?.Value is MapNode pages ? [.. pages.Entries.Select(e => e.Key)] : [];

    private static RealUserPage ReadPage(NamedField entry)
    {
        if (!SubjectNames.IsName(entry.Name))
        {
            entry.RefuseName("this is not a name", SubjectNames.Allowed);
        }

        IReadOnlyList<Field> paths = entry.Value.Node is ListNode ? entry.Value.Items(PlanLimits.PagePaths, PathAllowed) ?? [] : [entry.Value];
        return new RealUserPage(entry.Name, new PathFilter([.. paths.Select(ReadPath).OfType<string>()]));
    }

    // Browsers report the path with its other characters escaped.
    private static string? ReadPath(Field field)
    {
        if (field.Text(PathAllowed, MaxLength) is not { } path)
        {
            return null;
        }

        if (!path.StartsWith('/') || path.Any(c => c is '?' or '#' or '\\' || char.IsWhiteSpace(c)))
        {
            field.Refuse("this is not a path of a page", PathAllowed);
            return null;
        }

        return string.Concat(path.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));
    }

    private static string? ReadOrigin(Field field)
    {
        if (field.Text(OriginAllowed, MaxLength) is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? origin) && origin.PathAndQuery == "/"
            && origin.UserInfo.Length + origin.Fragment.Length == 0 && !text.Any(c => c is '*' or '\\' or '?' or '#' || char.IsWhiteSpace(c))
            && (origin.Scheme == Uri.UriSchemeHttps || (origin.Scheme == Uri.UriSchemeHttp && origin.IsLoopback)))
        {
            string host = origin.HostNameType == UriHostNameType.Dns ? origin.IdnHost : origin.Host;
            return $"{origin.Scheme}://{host}{(origin.IsDefaultPort ? "" : $":{origin.Port}")}";
        }

        field.Refuse("this is not an origin of a page", OriginAllowed);
        return null;
    }
}
