using Acornima.Ast;

namespace PerfFunctions.Engine.Plans.Reading.K6;

/// <summary>Refuses functions of k6 that wait as values: where such a value is called is not seen.</summary>
internal static class K6Values
{
    /// <summary>Notes them as mistakes of the source.</summary>
    public static void Refuse(K6Source source)
    {
        HashSet<Node> called = [.. source.Calls.Select(c => c.Callee)];
        foreach (K6Name name in source.Names.Where(n => !n.IsKey && !source.IsDeclared(n.Node) && !source.Imports.IsRenamed(n.Node)))
        {
            bool isWaiting = source.Imports.Of(name.Node) is { } part && K6Modules.Waiting[part.Module].Contains(part.Function);
            bool isModule = source.Imports.ModuleOf(name.Node) is K6Modules.Http;
            bool isMethod = name.Parent is MemberExpression { Computed: false } member && member.Object == name.Node &&
                (called.Contains(member) || K6Function.KeyOf(member.Property) is not { } key || !K6Modules.Waiting[K6Modules.Http].Contains(key));
            if (!called.Contains(name.Node) && (isWaiting || (isModule && !isMethod)))
            {
                source.Refuse(name.Node, $"'{name.Node.Name}' is used as a value", "a call, such as http.get(address)");
            }
        }
    }
}
