using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html.Sections;

/// <summary>A part of the report: a card that its reader can fold, and an entry of the table of contents.</summary>
/// <param name="Id">Fragment of the address that leads to it.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Body">What stands in it.</param>
internal sealed record ReportPart(string Id, string Title, Markup Body)
{
    /// <summary>What its title names, as <c>Page</c>; empty where the title says it.</summary>
    public string Kind { get; init; } = "";

    /// <summary>What stands between its title and its body.</summary>
    public Markup Lead { get; init; }

    /// <summary>The part as a card, which is open at first.</summary>
    public Markup Render() => Markup.Of(
        $"""
        <section class="card" aria-labelledby="{Id}">
        <details class="part" open="open"><summary>{Eyebrow()}<h2 id="{Id}">{Title}</h2></summary>
        {(Lead == Markup.Empty ? Markup.Empty : Markup.Of($"""<div class="lead">{Lead}</div>"""))}
        {Body}
        </details>
        </section>
        """);

    /// <summary>Its entry in the table of contents.</summary>
    public Markup Entry() => Markup.Of($"""<li><a href="#{Id}">{Title}</a></li>""");

    private Markup Eyebrow() => Kind.Length == 0 ? Markup.Empty : Markup.Of($"""<span class="eyebrow">{Kind}</span>""");
}
