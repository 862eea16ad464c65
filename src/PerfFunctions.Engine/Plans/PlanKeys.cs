namespace PerfFunctions.Engine.Plans;

/// <summary>The keys of each map of a plan file. The parser allows these; the JSON Schema must name the same.</summary>
internal static class PlanKeys
{
    public static readonly string[] Plan =
        ["version", "name", "target", "shards", "audits", "load", "pages", "budgets", "schedule"];

    public static readonly string[] Scenario = ["arrivals", "users", "inFlight", "variables", "flow"];
    public static readonly string[] Stage = ["rate", "for", "from", "to", "over"];
    public static readonly string[] Users = ["count", "for"];
    public static readonly string[] Methods = ["get", "post", "put", "delete"];

    public static readonly string[] Step =
        [.. Methods, "pause", "headers", "json", "body", "expect", "capture", "timeout"];

    public static readonly string[] Expect = ["status", "body"];
    public static readonly string[] Page = ["path", "device", "runs"];
    public static readonly string[] Budget = ["rule", "level", "why", "owner"];
    public static readonly string[] Schedule = ["nightly"];
}
