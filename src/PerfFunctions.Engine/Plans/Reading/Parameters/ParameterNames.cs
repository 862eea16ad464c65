using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Reading.Load;

namespace PerfFunctions.Engine.Plans.Reading.Parameters;

/// <summary>Refuses parameters whose name something in a flow has, too: it would be unclear which is meant.</summary>
internal static class ParameterNames
{
    /// <summary>Reports each place, with that of the parameter.</summary>
    public static void Check(MapNode plan, IReadOnlyDictionary<string, DeclaredParameter> parameters, ProblemList problems)
    {
        IEnumerable<NamedPlace> places =
        [
            .. FlowNames.Keys(FlowNames.Child(plan, "feeds"), "feeds", "feed"),
            .. Fixture.Names.SelectMany(name => FlowNames.InFlow(FlowNames.Child(plan, name), name, problems.Files)),
            .. FlowNames.InScenarios(FlowNames.Child(plan, "load"), problems.Files),
        ];
        foreach (NamedPlace place in places.Where(p => parameters.ContainsKey(p.Name)))
        {
            problems.Add(place.Path, place.Line, place.Name,
                $"the {place.Kind} '{place.Name}' has the name of the parameter on line {parameters[place.Name].Line}",
                "different names for the two");
        }
    }
}
