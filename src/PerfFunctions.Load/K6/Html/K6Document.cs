using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using PerfFunctions.Load.Scripts;

namespace PerfFunctions.Load.K6.Html;

/// <summary>
/// Reads an HTML page into a tree, without a network and without its scripts. The page is the answer of a system under test, and may
/// be made to cost more than it weighs: markup that is nested deeply takes the square of its length.
/// </summary>
internal sealed class K6Document
{
    private const int MaxCharacters = 2_000_000;
    private const int MaxElements = 30_000;
    private const int MaxLevels = 500;

    private readonly ScriptBudget _budget;
    private IElement? _last;
    private int _elements;

    private K6Document(ScriptBudget budget) => _budget = budget;

    /// <summary>The page.</summary>
    /// <param name="html">Its text; whatever it is, it makes a page.</param>
    /// <param name="budget">What the script may do.</param>
    /// <exception cref="ScriptEndException">It has more than 2,000,000 characters, 30,000 elements or 500 levels.</exception>
    public static IHtmlDocument Parse(string html, ScriptBudget budget)
    {
        if (html.Length > MaxCharacters)
        {
            throw new ScriptEndException("reads a page of more than 2,000,000 characters as HTML");
        }

        K6Document page = new(budget);
        HtmlParser parser = new(new HtmlParserOptions { OnCreated = (element, _) => page.Look(element) });
        IHtmlDocument document = parser.ParseDocument(html);
        budget.Look();
        return document;
    }

    // An element has no place yet when it is made: the one before it has.
    private void Look(IElement element)
    {
        _budget.Look();
        if (++_elements > MaxElements)
        {
            throw new ScriptEndException("reads a page of more than 30,000 elements as HTML");
        }

        int levels = 0;
        for (IElement? above = _last; above is not null; above = above.ParentElement)
        {
            if (++levels > MaxLevels)
            {
                throw new ScriptEndException($"reads a page as HTML that is nested more than {MaxLevels} levels deep");
            }
        }

        _last = element;
    }
}
