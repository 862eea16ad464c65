using PerfFunctions.Engine.Plans.K6;

namespace PerfFunctions.Engine.Plans;

/// <summary>Calls a function of a k6 script.</summary>
/// <param name="Script">The script.</param>
/// <param name="Function">Name of the exported function.</param>
public sealed record K6Step(K6Script Script, string Function) : FlowStep
{
    /// <summary>What the function measures.</summary>
    public K6Series Series => Script.Functions[Function];

    /// <summary>The variable that holds what the script's setup returns.</summary>
    public const string SetupData = "k6_setup_data";
}
