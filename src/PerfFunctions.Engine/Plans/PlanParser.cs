namespace PerfFunctions.Engine.Plans;

/// <summary>Reads a plan file.</summary>
public static class PlanParser
{
}
