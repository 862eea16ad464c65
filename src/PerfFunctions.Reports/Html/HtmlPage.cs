using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html;

/// <summary>The frame of a page that needs nothing from elsewhere: its policy lets it load nothing, and run nothing but the script in it.</summary>
internal static class HtmlPage
{
    /// <summary>A page with the report's styles and script.</summary>
    public static string Render(string title, Markup body) =>
        Render(title, PageAssets.Css, body, $"img-src data:; script-src '{PageAssets.ScriptHash}'; ", PageAssets.Script);

    /// <summary>A page of text and tables, without script and pictures.</summary>
    public static string RenderText(string title, string css, Markup body) => Render(title, css, body, "", null);

    private static string Render(string title, string css, Markup body, string policy, string? script) => Markup.Of(
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; {Markup.Trusted(policy)}base-uri 'none'; form-action 'none'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <title>{title}</title>
        <style>
        {Markup.Trusted(ReportTheme.Css)}
        {Markup.Trusted(css)}
        </style>
        </head>
        <body>
        {body}
        {Markup.Trusted(script is null ? "" : $"<script>{script}</script>")}
        </body>
        </html>
        """).ToString() + "\n";
}
