namespace PerfFunctions.App.Http;

/// <summary>Checks addresses that come with requests.</summary>
public static class HttpAddress
{
    /// <summary>What is wrong with an address; null when nothing is.</summary>
    public static FieldProblem? Problem(string field, string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) &&
        (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.UserInfo.Length == 0
            ? null
            : new FieldProblem(field, address, "is not an address that can be tested",
                "an absolute http or https address without a password, e.g. https://shop.example");
}
