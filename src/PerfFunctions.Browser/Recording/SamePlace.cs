namespace PerfFunctions.Browser.Recording;

/// <summary>Says whether a page is where it was asked for.</summary>
internal static class SamePlace
{
    /// <summary>
    /// Whether host and path are the same. A query, a slash at the end, or https in place of http on the usual ports, is not
    /// another place: sites add them to the page that was asked for.
    /// </summary>
    /// <param name="asked">Asked for.</param>
    /// <param name="arrived">Where the page is, as the browser has it.</param>
    public static bool Is(Uri asked, string arrived) =>
        Uri.TryCreate(arrived, UriKind.Absolute, out Uri? there)
        && asked.IdnHost.Equals(there.IdnHost, StringComparison.OrdinalIgnoreCase)
        && (asked.Port == there.Port || (asked.IsDefaultPort && there.IsDefaultPort))
        && Path(asked) == Path(there);

    private static string Path(Uri address) => address.GetComponents(UriComponents.Path, UriFormat.SafeUnescaped).TrimEnd('/');
}
