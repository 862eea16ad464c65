namespace PerfFunctions.Reports.Documents;

/// <summary>A document about a tested system that is made from its plan and its runs.</summary>
public enum DocumentKind
{
    /// <summary>What the system must do.</summary>
    Requirements,

    /// <summary>How that is tested.</summary>
    TestPlan,

    /// <summary>What the newest runs showed.</summary>
    TestReport,

    /// <summary>The performance budget and how it was met.</summary>
    Budget,

    /// <summary>What the system can do, and what it will need.</summary>
    CapacityPlan,

    /// <summary>What to watch in production, and when to alert.</summary>
    Monitoring,

    /// <summary>What to do next.</summary>
    Recommendations,

    /// <summary>What to do when the system is slow or fails.</summary>
    Runbook,

    /// <summary>When and how to add instances.</summary>
    ScalingPlaybook,

    /// <summary>What is proven before a release.</summary>
    Checklist,
}

/// <summary>Names of documents.</summary>
public static class DocumentKinds
{
    private static readonly Dictionary<string, DocumentKind> ByName = new(StringComparer.Ordinal)
    {
        ["requirements"] = DocumentKind.Requirements,
        ["test-plan"] = DocumentKind.TestPlan,
        ["test-report"] = DocumentKind.TestReport,
        ["budget"] = DocumentKind.Budget,
        ["capacity-plan"] = DocumentKind.CapacityPlan,
        ["monitoring"] = DocumentKind.Monitoring,
        ["recommendations"] = DocumentKind.Recommendations,
        ["runbook"] = DocumentKind.Runbook,
        ["scaling-playbook"] = DocumentKind.ScalingPlaybook,
        ["checklist"] = DocumentKind.Checklist,
    };

    /// <summary>All names, in the order of work: from requirements to hand-over.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByName.Keys];

    /// <summary>The kind of a name such as <c>capacity-plan</c>; null when there is none.</summary>
    public static DocumentKind? Find(string name) => ByName.TryGetValue(name, out DocumentKind kind) ? kind : null;

    /// <summary>The name of a kind in addresses and commands.</summary>
    public static string NameOf(DocumentKind kind) => ByName.First(k => k.Value == kind).Key;

    /// <summary>Its title: <c>Capacity plan</c>.</summary>
    public static string TitleOf(DocumentKind kind)
    {
        string words = NameOf(kind).Replace('-', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
