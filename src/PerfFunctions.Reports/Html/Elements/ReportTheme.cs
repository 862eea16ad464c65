namespace PerfFunctions.Reports.Html.Elements;

/// <summary>The look that the report and the dashboard share.</summary>
public static class ReportTheme
{
    /// <summary>Colours, type and basic elements as a style sheet; light and dark by the reader's preference.</summary>
    public static string Css { get; } = PageAssets.Read("theme.css");
}
