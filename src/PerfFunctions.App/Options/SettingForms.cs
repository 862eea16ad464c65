namespace PerfFunctions.App.Options;

/// <summary>Forms that settings of several places share.</summary>
internal static class SettingForms
{
    /// <summary>Whether credentials may be sent to an address: it must be encrypted or on loopback.</summary>
    public static bool IsSafeBase(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.UserInfo.Length == 0 &&
        (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    /// <summary>Whether a text is the path of a file from a repository's root.</summary>
    public static bool IsRepositoryPath(string path) =>
        path.Length is > 0 and <= 255 && path.IndexOfAny(['?', '#', '%', '\\']) < 0 &&
        path.Split('/').All(part => part is not ("" or "." or ".."));
}
