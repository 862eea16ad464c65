using AngleSharp.Dom;
using PerfFunctions.Load.Scripts;

namespace PerfFunctions.Load.K6.Html;

/// <summary>Which elements fit a selector. Each element is asked about a part of it once, which bounds the time that it takes.</summary>
/// <param name="selectors">The selectors of a list.</param>
/// <param name="budget">What the script may do.</param>
internal sealed class K6Selector(IReadOnlyList<SelectorStep[]> selectors, ScriptBudget budget)
{
    private readonly Dictionary<(IElement Element, SelectorStep Step), bool> _known = [];

    /// <summary>Whether an element fits one of the selectors.</summary>
    public bool Fits(IElement element) => Fits(element, selectors);

    private bool Fits(IElement element, IReadOnlyList<SelectorStep[]> list)
    {
        foreach (SelectorStep[] steps in list)
        {
            if (Fits(element, steps, steps.Length - 1))
            {
                return true;
            }
        }

        return false;
    }

    private bool Fits(IElement element, SelectorStep[] steps, int at)
    {
        budget.Look();
        if (_known.TryGetValue((element, steps[at]), out bool known))
        {
            return known;
        }

        bool fits = FitsAlone(element, steps[at]) && (at == 0 || Before(element, steps[at].Combinator).Any(before => Fits(before, steps, at - 1)));
        _known.Add((element, steps[at]), fits);
        return fits;
    }

    private bool FitsAlone(IElement element, SelectorStep step) =>
        (step.Plain is null || step.Plain.Match(element, null)) && step.Tests.All(test => test.Name switch
        {
            "contains" => element.TextContent.Contains(test.Text, StringComparison.Ordinal),
            "has" => element.Descendants<IElement>().Any(inner => Fits(inner, test.Selectors)),
            "not" => !Fits(element, test.Selectors),
            _ => Fits(element, test.Selectors),
        });

    // The elements of which one has to fit the part before.
    private static IEnumerable<IElement> Before(IElement element, char combinator) => combinator switch
    {
        '>' => element.ParentElement is { } parent ? [parent] : [],
        '+' => NodeWalk.Before(element).Take(1),
        '~' => NodeWalk.Before(element),
        _ => NodeWalk.Above(element),
    };
}
