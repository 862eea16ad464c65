using System.Security.Cryptography;
using System.Text;

namespace PerfFunctions.Reports.Html.Elements;

/// <summary>The files in <c>Reports/Assets</c>, which are written into the page.</summary>
internal static class PageAssets
{
    /// <summary>Layout of the report.</summary>
    public static string Css { get; } = Read("report.css");

    /// <summary>Read-outs under the pointer; the page is complete without it.</summary>
    public static string Script { get; } = Read("report.js");

    /// <summary>The script's source expression of a content security policy.</summary>
    public static string ScriptHash { get; } = "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Script)));

    /// <summary>A file's text.</summary>
    public static string Read(string name)
    {
        using Stream stream = typeof(PageAssets).Assembly.GetManifestResourceStream($"reports/{name}") ??
            throw new InvalidOperationException($"The resource reports/{name} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
