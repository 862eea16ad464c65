using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.App.Dashboard;

/// <summary>The pages of the dashboard: their sources and the look they share with the reports, put together once.</summary>
public static partial class DashboardPage
{
    /// <summary>The page of recent runs. Its policy lets nothing run but the script in it, and nothing be called but this service.</summary>
    public static string Html { get; } = Compose("index.html", "service.js", "parts.js", "dashboard.js");

    /// <summary>The page of a plan's history, under a policy of the same kind; it finds the plan's name in its own address.</summary>
    public static string Trends { get; } = Compose("trends.html", "service.js", "parts.js", "chart.js", "trends.js");

    /// <summary>The page of two runs side by side, under a policy of the same kind; it finds the two in its own address.</summary>
    public static string Compare { get; } = Compose("compare.html", "service.js", "parts.js", "compare.js");

    /// <summary>The page that stands in place of one that its reader must sign in for.</summary>
    public static string SignIn { get; } = Compose("signed-out.html", "service.js", "signed-out.js");

    /// <summary>
    /// The frame of a page of the documentation, whose title, navigation and article are filled in. Its policy allows pictures
    /// of this service as well.
    /// </summary>
    internal static string Documentation { get; } = Compose("docs.html", "docs.js")
        .Replace("connect-src 'self'", "connect-src 'self'; img-src 'self'", StringComparison.Ordinal);

    private static string Compose(string page, params string[] scripts)
    {
        string script = string.Join('\n', scripts.Select(Read));
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        string policy = $"default-src 'none'; script-src 'sha256-{hash}'; style-src 'unsafe-inline'; " +
            "connect-src 'self'; base-uri 'none'; form-action 'none'";
        return Fill(page)
            .Replace("{{policy}}", policy, StringComparison.Ordinal)
            .Replace("{{scripts}}", script, StringComparison.Ordinal);
    }

    // A file with the files that it names in it.
    private static string Fill(string name) => PartPattern().Replace(
        Read(name), part => part.Groups[1].Value is "theme.css" ? ReportTheme.Css : Fill(part.Groups[1].Value));

    private static string Read(string name)
    {
        using Stream stream = typeof(DashboardPage).Assembly.GetManifestResourceStream($"dashboard/{name}") ??
            throw new InvalidOperationException($"The resource dashboard/{name} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"\{\{([a-z-]+\.(?:css|html))\}\}")]
    private static partial Regex PartPattern();
}
