using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html;

/// <summary>The frame of the document. Its policy lets it load nothing, and run nothing but the script in it.</summary>
internal static class HtmlPage
{
    public static string Render(string title, Markup body) => Markup.Of(
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src '{Markup.Trusted(PageAssets.ScriptHash)}'; base-uri 'none'; form-action 'none'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <title>{title}</title>
        <style>
        {Markup.Trusted(ReportTheme.Css)}
        {Markup.Trusted(PageAssets.Css)}
        </style>
        </head>
        <body>
        {body}
        <script>{Markup.Trusted(PageAssets.Script)}</script>
        </body>
        </html>
        """).ToString() + "\n";
}
