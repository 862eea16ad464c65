using Markdig.Extensions.Tables;
using Markdig.Renderers;

namespace PerfFunctions.App.Documentation;

/// <summary>Writes a table into a box of its own that scrolls where the page is narrow; the keyboard reaches it, too.</summary>
internal sealed class ScrollingTableRenderer : HtmlTableRenderer
{
    /// <inheritdoc />
    protected override void Write(HtmlRenderer renderer, Table table)
    {
        renderer.Write("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">");
        base.Write(renderer, table);
        renderer.Write("</div>");
    }
}
