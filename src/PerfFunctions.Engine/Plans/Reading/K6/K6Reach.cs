using Acornima.Ast;

namespace PerfFunctions.Engine.Plans.Reading.K6;

/// <summary>Finds the functions that one function of a script can come to call. Functions go by their names: more may be found than are called.</summary>
internal static class K6Reach
{
    /// <summary>The functions, itself among them.</summary>
    /// <param name="source">The script.</param>
    /// <param name="exported">What it exports: a function, or its name.</param>
    public static IReadOnlySet<K6Function> From(K6Source source, Node exported)
    {
        ILookup<string, K6Function> byName = source.Functions
            .SelectMany(f => ((string?[])[f.Name, f.Member]).OfType<string>().Select(name => (Name: name, Function: f)))
            .ToLookup(f => f.Name, f => f.Function);
        ILookup<K6Function?, K6Function> inner = source.Functions.ToLookup(f => f.Within);
        ILookup<K6Function?, string> names = source.Names.ToLookup(n => n.Within, n => n.Node.Name);
        HashSet<K6Function> reached = [];
        Stack<K6Function> open = new(exported is Identifier id ? byName[id.Name] : source.Functions.Where(f => f.Node == exported));
        while (open.TryPop(out K6Function? function))
        {
            if (!reached.Add(function))
            {
                continue;
            }

            foreach (K6Function next in inner[function].Concat(names[function].Distinct().SelectMany(name => byName[name])))
            {
                open.Push(next);
            }
        }

        return reached;
    }
}
