using Acornima.Ast;

namespace PerfFunctions.Engine.Plans.Reading.K6;

/// <summary>Finds the functions that one function of a script can come to call. Methods go by their names: more may be found than are called.</summary>
internal static class K6Reach
{
    /// <summary>The functions, itself among them.</summary>
    /// <param name="source">The script.</param>
    /// <param name="exported">What it exports: a function, or its name.</param>
    public static IReadOnlySet<K6Function> From(K6Source source, Node exported)
    {
        K6Callees callees = new(source);
        ILookup<K6Function?, K6Function> inner = source.Functions.ToLookup(f => f.Within);
        ILookup<K6Binding?, K6Function> held = source.Functions.Where(f => f.Holder is not null).ToLookup(f => source.BindingOf(f.Holder!));
        ILookup<K6Function?, K6Name> names = source.Names.ToLookup(n => n.Within);
        HashSet<K6Function> reached = [];
        HashSet<object> seen = [];
        Stack<K6Function> open = new(exported is Identifier id ? callees.OfVariable(id) : source.Functions.Where(f => f.Node == exported));
        while (open.TryPop(out K6Function? function))
        {
            if (!reached.Add(function))
            {
                continue;
            }

            foreach (K6Function next in inner[function].Concat(names[function].SelectMany(Named)))
            {
                open.Push(next);
            }
        }

        return reached;

        // Each name once: a script may use it in every function.
        IEnumerable<K6Function> Named(K6Name name) =>
            name.IsKey ? seen.Add(name.Node.Name) ? callees.OfMember(name.Node.Name) : []
            : source.BindingOf(name.Node) is { } variable && seen.Add(variable) ? callees.OfVariable(variable).Concat(held[variable])
            : [];
    }
}
