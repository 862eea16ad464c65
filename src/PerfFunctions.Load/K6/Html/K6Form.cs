using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace PerfFunctions.Load.K6.Html;

/// <summary>The values of a form's fields, as a browser sends them before anything is typed.</summary>
internal static class K6Form
{
    private static readonly HashSet<string> Buttons = ["submit", "button", "reset", "image", "file"];

    /// <summary>The names and values that elements, or the fields in them, send.</summary>
    public static IEnumerable<(string Name, string Value)> Fields(IEnumerable<INode> nodes) => nodes
        .SelectMany(node => node is IHtmlFormElement or not IElement ? node.Descendants<IElement>() : [(IElement)node])
        .SelectMany(field => Values(field).Select(value => (field.GetAttribute("name")!, value)));

    /// <summary>The value of a field, as <c>val()</c> gives it; null for none. A list of several choices gives each.</summary>
    public static IReadOnlyList<string> ValueOf(IElement element) => element.LocalName switch
    {
        "select" => Chosen(element),
        "textarea" => [element.TextContent],
        "input" => [element.GetAttribute("value") ?? (IsTick(element) ? "on" : "")],
        _ => [element.GetAttribute("value") ?? element.InnerHtml],
    };

    private static IEnumerable<string> Values(IElement field)
    {
        bool isField = field.LocalName is "input" or "select" or "textarea";
        bool isLeftOut = string.IsNullOrEmpty(field.GetAttribute("name")) || field.HasAttribute("disabled") || Buttons.Contains(TypeOf(field)) ||
            (IsTick(field) && !field.HasAttribute("checked"));
        return isField && !isLeftOut ? ValueOf(field) : [];
    }

    // Of a list with one choice the first holds where the page chooses none.
    private static IReadOnlyList<string> Chosen(IElement list)
    {
        IElement[] options = [.. list.Descendants<IElement>().Where(e => e.LocalName == "option")];
        string[] chosen = [.. options.Where(o => o.HasAttribute("selected")).Select(TextOf)];
        return list.HasAttribute("multiple") ? chosen
            : chosen.Length > 0 ? [chosen[^1]]
            : options.Length > 0 ? [TextOf(options[0])]
            : [];
    }

    private static string TextOf(IElement option) => option.GetAttribute("value") ?? option.TextContent.Trim();

    private static string TypeOf(IElement field) => field.GetAttribute("type")?.ToLowerInvariant() ?? "";

    private static bool IsTick(IElement field) => field.LocalName == "input" && (TypeOf(field) is "checkbox" or "radio");
}
