using Acornima.Ast;

namespace PerfFunctions.Engine.Plans.Reading.K6;

/// <summary>Finds the functions that one function of a script can come to call. Methods go by their names: more may be found than are called.</summary>
/// <param name="source">The script.</param>
/// <param name="callees">Which functions its names are of.</param>
internal sealed class K6Reach(K6Source source, K6Callees callees)
{
    private readonly ILookup<K6Function?, K6Function> _inner = source.Functions.ToLookup(f => f.Within);
    private readonly ILookup<K6Function?, K6Name> _names = source.Names.ToLookup(n => n.Within);
    private readonly ILookup<K6Binding?, K6Function> _held =
        source.Functions.Where(f => f.Holder is not null).ToLookup(f => source.BindingOf(f.Holder!));

    /// <summary>The functions, itself among them.</summary>
    /// <param name="exported">What the script exports: a function, or its name.</param>
    public IReadOnlySet<K6Function> From(Node exported)
    {
        HashSet<K6Function> reached = [];
        HashSet<object> seen = [];
        Stack<K6Function> open = new(
            exported is Identifier id ? callees.OfVariable(id) : callees.At(exported) is { } function ? [function] : []);
        while (open.TryPop(out K6Function? next))
        {
            if (!reached.Add(next))
            {
                continue;
            }

            foreach (K6Function called in _inner[next].Concat(_names[next].SelectMany(Named)))
            {
                open.Push(called);
            }
        }

        return reached;

        // Each name once: a script may use it in every function.
        IEnumerable<K6Function> Named(K6Name name) =>
            name.IsKey ? seen.Add(name.Node.Name) ? callees.OfMember(name.Node.Name) : []
            : source.BindingOf(name.Node) is { } variable && seen.Add(variable) ? callees.OfVariable(variable).Concat(_held[variable])
            : [];
    }
}
