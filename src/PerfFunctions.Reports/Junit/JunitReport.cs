using System.Globalization;
using System.Text;
using System.Xml;
using PerfFunctions.Reports.Figures;

namespace PerfFunctions.Reports.Junit;

/// <summary>The report for build servers: JUnit XML with one test case for each rule.</summary>
public static class JunitReport
{
    private static readonly XmlWriterSettings Settings = new() { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" };

    /// <summary>
    /// The report as JUnit XML. A run that did not pass always has a failure or an error in it, so that a build
    /// server cannot show green because nothing was judged.
    /// </summary>
    public static string Render(RunReport report)
    {
        IReadOnlyList<JunitCase> cases = JunitCase.AllOf(report.Verdict);
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        using (var xml = XmlWriter.Create(text, Settings))
        {
            xml.WriteStartElement("testsuites");
            WriteSuite(xml, report, cases);
            xml.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    private static void WriteSuite(XmlWriter xml, RunReport report, IReadOnlyList<JunitCase> cases)
    {
        string plan = JunitCase.Plain(report.Plan);
        double seconds = Math.Max(0, (report.FinishedAt - report.CreatedAt).TotalSeconds);
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", plan);
        WriteCount(xml, "tests", cases.Count);
        WriteCount(xml, "failures", cases.Count(c => c.Kind == JunitKind.Failure));
        WriteCount(xml, "errors", cases.Count(c => c.Kind == JunitKind.Error));
        WriteCount(xml, "skipped", cases.Count(c => c.Kind == JunitKind.Skipped));
        xml.WriteAttributeString("time", seconds.ToString("0.###", CultureInfo.InvariantCulture));
        xml.WriteAttributeString("timestamp", report.CreatedAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        foreach (JunitCase test in cases)
        {
            test.Write(xml, plan);
        }

        xml.WriteElementString("system-out", JunitCase.Plain(string.Join('\n', Lines(report))));
        xml.WriteEndElement();
    }

    private static IEnumerable<string> Lines(RunReport report) =>
        new[] { report.Verdict.Headline, report.ReportUrl }.Where(line => line.Length > 0)
            .Concat(report.Verdict.Notes.Union(report.Summary?.Notes ?? []));

    private static void WriteCount(XmlWriter xml, string name, int count) =>
        xml.WriteAttributeString(name, count.ToString(CultureInfo.InvariantCulture));
}
