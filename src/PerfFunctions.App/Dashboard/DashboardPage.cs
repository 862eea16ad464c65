using System.Security.Cryptography;
using System.Text;
using PerfFunctions.Engine.Reports;

namespace PerfFunctions.App.Dashboard;

/// <summary>The pages of the dashboard: their sources and the look they share with the reports, put together once.</summary>
public static class DashboardPage
{
    /// <summary>The page of recent runs. Its policy lets nothing run but the script in it, and nothing be called but this service.</summary>
    public static string Html { get; } = Compose("index.html", "service.js", "parts.js", "dashboard.js");

    /// <summary>The page of a plan's history, under a policy of the same kind; it finds the plan's name in its own address.</summary>
    public static string Trends { get; } = Compose("trends.html", "service.js", "parts.js", "chart.js", "trends.js");

    /// <summary>The page of two runs side by side, under a policy of the same kind; it finds the two in its own address.</summary>
    public static string Compare { get; } = Compose("compare.html", "service.js", "parts.js", "compare.js");

    /// <summary>The page that stands in place of one that its reader must sign in for.</summary>
    public static string SignIn { get; } = Compose("signed-out.html", "service.js", "signed-out.js");

    private static string Compose(string page, params string[] scripts)
    {
        string script = string.Join('\n', scripts.Select(Read));
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        string policy = $"default-src 'none'; script-src 'sha256-{hash}'; style-src 'unsafe-inline'; " +
            "connect-src 'self'; base-uri 'none'; form-action 'none'";
        return Read(page)
            .Replace("{{policy}}", policy, StringComparison.Ordinal)
            .Replace("{{theme.css}}", ReportTheme.Css, StringComparison.Ordinal)
            .Replace("{{dashboard.css}}", Read("dashboard.css"), StringComparison.Ordinal)
            .Replace("{{trends.css}}", Read("trends.css"), StringComparison.Ordinal)
            .Replace("{{compare.css}}", Read("compare.css"), StringComparison.Ordinal)
            .Replace("{{sign-in.html}}", Read("sign-in.html"), StringComparison.Ordinal)
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
