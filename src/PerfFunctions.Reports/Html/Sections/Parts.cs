using PerfFunctions.Engine.Metrics;
using PerfFunctions.Reports.Html.Elements;
using PerfFunctions.Reports.Text;

namespace PerfFunctions.Reports.Html.Sections;

/// <summary>Small pieces that several sections use.</summary>
internal static class Parts
{
    /// <summary>The most characters of a text that a page gives: a selector, an address, a message.</summary>
    public const int MaxText = 400;

    /// <summary>An outcome as a sign and a word.</summary>
    public static Markup Badge(OutcomeText outcome, string size = "") => Markup.Of(
        $"""<span class="badge {outcome.Tone} {size}"><span class="glyph" aria-hidden="true">{outcome.Glyph}</span>{outcome.Label}</span>""");

    /// <summary>A link where the address is one of the web, else plain text.</summary>
    public static Markup Link(string address) => Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https"
        ? Markup.Of($"""<a href="{uri.AbsoluteUri}" rel="noopener noreferrer">{CleanText.Line(address, MaxText)}</a>""")
        : Markup.Of($"{CleanText.Line(address, MaxText)}");

    /// <summary>A number large, its name small.</summary>
    public static Markup Tile(string name, string value, string rest = "", string tone = "") => Markup.Of(
        $"""<div class="tile {tone}"><dt>{name}</dt><dd><b>{value}</b>{(rest.Length == 0 ? Markup.Empty : Markup.Of($"<span>{rest}</span>"))}</dd></div>""");

    /// <summary>The head of a column; of one without a name, an empty cell.</summary>
    public static Markup Column(string name) =>
        name.Length == 0 ? Markup.Of($"<td></td>") : Markup.Of($"""<th scope="col">{name}</th>""");

    /// <summary>A table in a box of its own, in which it can be scrolled sideways.</summary>
    public static Markup Scrolled(string label, Markup table) => Markup.Of(
        $"""<div class="scroll" role="group" tabindex="0" aria-label="{label}">{table}</div>""");

    /// <summary>What is there for those who ask for it.</summary>
    public static Markup Folded(string summary, Markup content) => Markup.Of($"<details><summary>{summary}</summary>{content}</details>");

    /// <summary>Milliseconds.</summary>
    public static string Time(double milliseconds) => MetricFormat.Format(MetricUnit.Milliseconds, milliseconds);

    /// <summary>A count.</summary>
    public static string Count(long count) => MetricFormat.Format(MetricUnit.Count, count);
}
