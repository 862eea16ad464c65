using System.Text.Json;
using PerfFunctions.Engine.Text;
using PerfFunctions.Reports.Figures;

namespace PerfFunctions.Reports.Json;

/// <summary>The report for programs: a <see cref="JsonReportDocument"/>.</summary>
public static class JsonReport
{
    /// <summary>The report as JSON, without pictures and without encoded histograms.</summary>
    public static string Render(RunReport report) => JsonSerializer.Serialize(JsonDocumentBuilder.Build(report), PerfJson.Options);
}
