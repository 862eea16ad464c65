using Acornima.Ast;

namespace PerfFunctions.Engine.Plans.Reading.K6;

/// <summary>Finds the tags that parameters of requests have, <c>{ tags: { kind: 'html' } }</c>.</summary>
/// <param name="source">The script.</param>
/// <param name="parameters">Objects that may be parameters.</param>
internal sealed class K6Tags(K6Source source, IEnumerable<ObjectExpression> parameters)
{
    private readonly Node[] _given = [.. parameters.Select(p => K6Names.PropertyOf(p, "tags")).OfType<Node>().Select(source.Resolve)];

    /// <summary>Those that the text of the script says, as <c>kind:html</c>; <c>kind:</c> for a value that is made while it runs.</summary>
    public IReadOnlyList<string> Said() =>
    [
        .. _given.OfType<ObjectExpression>().SelectMany(map => map.Properties.OfType<Property>()).Where(p => !p.Computed)
            .Select(p => $"{K6Function.KeyOf(p.Key)}:{K6Names.TextOf(source.Resolve(p.Value))}").Distinct(),
    ];

    /// <summary>Whether there may be any others.</summary>
    public bool AreMade() => _given.Any(tags => tags is not ObjectExpression map || map.Properties.Any(p => p is not Property { Computed: false }));
}
