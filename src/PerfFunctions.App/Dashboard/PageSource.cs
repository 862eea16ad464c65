using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.App.Dashboard;

/// <summary>Puts pages together from the sources that the app carries with it.</summary>
internal static partial class PageSource
{
    /// <summary>Composes a page: its source, the look that it shares with the reports, and scripts that its policy names by their hash.</summary>
    /// <param name="page">Name of its source.</param>
    /// <param name="scripts">Names of its scripts, in their order.</param>
    public static string Compose(string page, params string[] scripts)
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
        using Stream stream = typeof(PageSource).Assembly.GetManifestResourceStream($"dashboard/{name}") ??
            throw new InvalidOperationException($"The resource dashboard/{name} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"\{\{([a-z-]+\.(?:css|html))\}\}")]
    private static partial Regex PartPattern();
}
