using PerfFunctions.Reports.Text;

namespace PerfFunctions.Reports.Documents;

/// <summary>
/// Documents about a tested system, made from what its plan declares and its runs measured. Each number names its run; what was not
/// measured is marked as such.
/// </summary>
public static class PlanDocuments
{
    /// <summary>A document in Markdown.</summary>
    public static string Markdown(DocumentKind kind, DocumentSource source)
    {
        DocumentWriter writer = new();
        writer.Heading(1, $"{DocumentKinds.TitleOf(kind)}: {DocumentWriter.Plain(source.Plan.Name)}");
        string owner = source.Objectives.Owner is { } name ? $" Owner: {DocumentWriter.Plain(name)}." : "";
        writer.Paragraph($"Made from the plan and {Runs(source.Runs.Count)} on {Span.When(source.At)}.{owner}");
        Write(kind, writer, source);
        return writer.ToString();
    }

    /// <summary>A document as a page that needs nothing from elsewhere.</summary>
    public static string Html(DocumentKind kind, DocumentSource source) =>
        DocumentPage.Render($"{DocumentKinds.TitleOf(kind)}: {source.Plan.Name}", Markdown(kind, source));

    private static string Runs(int count) => count == 1 ? "1 run" : FormattableString.Invariant($"{count} runs");

    private static void Write(DocumentKind kind, DocumentWriter writer, DocumentSource source)
    {
        switch (kind)
        {
            case DocumentKind.Requirements:
                RequirementsDocument.Write(writer, source);
                break;
            case DocumentKind.TestPlan:
                TestPlanDocument.Write(writer, source);
                break;
            case DocumentKind.TestReport:
                TestReportDocument.Write(writer, source);
                break;
            case DocumentKind.Budget:
                BudgetDocument.Write(writer, source);
                break;
            case DocumentKind.CapacityPlan:
                CapacityPlanDocument.Write(writer, source);
                break;
            case DocumentKind.Monitoring:
                MonitoringDocument.Write(writer, source);
                break;
            case DocumentKind.Recommendations:
                RecommendationsDocument.Write(writer, source);
                break;
            case DocumentKind.Runbook:
                RunbookDocument.Write(writer, source);
                break;
            case DocumentKind.ScalingPlaybook:
                ScalingDocument.Write(writer, source);
                break;
            default:
                ChecklistDocument.Write(writer, source);
                break;
        }
    }
}
