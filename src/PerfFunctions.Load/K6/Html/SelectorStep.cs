using AngleSharp.Css.Dom;

namespace PerfFunctions.Load.K6.Html;

/// <summary>A part of a selector that one element fits: <c>li.open:not(:empty)</c>.</summary>
/// <param name="Combinator">What stands between the part before it and this one: a space, <c>&gt;</c>, <c>+</c> or <c>~</c>.</param>
/// <param name="Plain">What holds for the element by itself; null for any.</param>
/// <param name="Tests">What else has to hold.</param>
internal sealed record SelectorStep(char Combinator, ISelector? Plain, IReadOnlyList<SelectorTest> Tests);

/// <summary>A test that looks at other elements, or at texts.</summary>
/// <param name="Name">Its name: <c>not</c>, <c>is</c>, <c>has</c> or <c>contains</c>.</param>
/// <param name="Selectors">The selectors in its parentheses; empty for <c>contains</c>.</param>
/// <param name="Text">The text in its parentheses.</param>
internal sealed record SelectorTest(string Name, IReadOnlyList<SelectorStep[]> Selectors, string Text);
