using System.Security.Cryptography;
using System.Text;
using PerfFunctions.Engine.Reports;

namespace PerfFunctions.App.Dashboard;

/// <summary>The dashboard as one page: its sources and the look it shares with the reports, put together once.</summary>
public static class DashboardPage
{
    /// <summary>The HTML document. Its policy lets nothing run but the script in it, and nothing be called but this service.</summary>
    public static string Html { get; } = Compose();

    private static string Compose()
    {
        string script = $"{Read("service.js")}\n{Read("dashboard.js")}";
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));

        // A report that is opened with a key is shown under this policy too, and brings its own style, script and pictures.
        string policy = $"default-src 'none'; script-src 'sha256-{hash}' {ReportTheme.ScriptSource}; style-src 'unsafe-inline'; img-src data:; " +
            "connect-src 'self'; base-uri 'none'; form-action 'none'";
        return Read("index.html")
            .Replace("{{policy}}", policy, StringComparison.Ordinal)
            .Replace("{{theme.css}}", ReportTheme.Css, StringComparison.Ordinal)
            .Replace("{{dashboard.css}}", Read("dashboard.css"), StringComparison.Ordinal)
            .Replace("{{scripts}}", script, StringComparison.Ordinal);
    }

    private static string Read(string name)
    {
        using Stream stream = typeof(DashboardPage).Assembly.GetManifestResourceStream($"dashboard/{name}") ??
            throw new InvalidOperationException($"The resource dashboard/{name} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
