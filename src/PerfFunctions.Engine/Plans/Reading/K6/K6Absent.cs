using Acornima.Ast;

namespace PerfFunctions.Engine.Plans.Reading.K6;

/// <summary>
/// Refuses the modules that there are not. A helper may import one for what the script never does: only what the exported functions
/// can come to call counts, and what runs while the script is read.
/// </summary>
internal static class K6Absent
{
    /// <summary>Notes what is missing as mistakes of the source.</summary>
    /// <param name="source">The script.</param>
    /// <param name="reach">What its functions come to call.</param>
    public static void Find(K6Source source, K6Reach reach)
    {
        if (source.Absent.Count == 0)
        {
            return;
        }

        HashSet<K6Function> reached = [.. source.Exported.Values.SelectMany(reach.From)];
        HashSet<K6Binding> used =
        [
            .. from name in source.Names
               where !name.IsKey && !source.IsDeclared(name.Node) && (name.Within is null || reached.Contains(name.Within))
               let binding = source.BindingOf(name.Node)
               where binding is not null
               select binding,
        ];
        foreach (ImportDeclaration import in source.Absent)
        {
            if (import.Specifiers.Count == 0 || import.Specifiers.Any(s => source.BindingOf(s.Local) is not { } local || used.Contains(local)))
            {
                source.RefuseModule(import.Source, import.Source.Value);
            }
        }
    }
}
