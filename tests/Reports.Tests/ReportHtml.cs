using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PerfFunctions.Reports.Tests;

/// <summary>Reads a report as XML.</summary>
internal static partial class ReportHtml
{
    /// <summary>Void elements are closed, then the page has to be well formed to the last tag.</summary>
    public static XDocument Parse(string html) => XDocument.Parse(
        VoidElement().Replace(html.Replace("<!doctype html>", "", StringComparison.Ordinal), "<$1/>")
            .Replace("<style>", "<style><![CDATA[", StringComparison.Ordinal).Replace("</style>", "]]></style>", StringComparison.Ordinal)
            .Replace("<script>", "<script><![CDATA[", StringComparison.Ordinal).Replace("</script>", "]]></script>", StringComparison.Ordinal),
        LoadOptions.PreserveWhitespace);

    [GeneratedRegex("<((?:meta|img|col(?= |>))[^>]*)>")]
    private static partial Regex VoidElement();
}
