namespace PerfFunctions.App.Tests.Parts;

/// <summary>Addresses where nobody answers.</summary>
internal static class Unreachable
{
    /// <summary>Connection string of a storage that refuses connections.</summary>
    public const string Storage =
        "DefaultEndpointsProtocol=http;AccountName=none;AccountKey=bm9uZQ==;BlobEndpoint=http://127.0.0.1:9/none;TableEndpoint=http://127.0.0.1:9/none;";
}
