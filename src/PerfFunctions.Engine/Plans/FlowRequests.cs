namespace PerfFunctions.Engine.Plans;

/// <summary>How many requests an iteration may send.</summary>
internal static class FlowRequests
{
    /// <summary>At most, redirects left out: the longer of two branches, and the longest of several ways.</summary>
    public static double Of(IEnumerable<FlowStep> steps) => steps.Sum(step => step switch
    {
        HttpStep => 1,
        IfStep choice => Math.Max(Of(choice.Then), Of(choice.Else)),
        GroupStep group => Of(group.Do),
        RepeatStep loop => loop.Times * Of(loop.Do),
        ChooseStep several => several.Ways.Max(way => Of(way.Do)),
        _ => 0,
    });
}
