using Microsoft.Playwright;

namespace PerfFunctions.Browser.Recording.Network;

/// <summary>What was asked for.</summary>
/// <param name="Url">Address.</param>
/// <param name="Method">Method.</param>
/// <param name="ResourceType">Type as the browser names it.</param>
/// <param name="Headers">Headers as far as they are known.</param>
internal sealed record SentRequest(string Url, string Method, string ResourceType, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Whether it asked for the document that the page stayed with before its steps.</summary>
    public bool IsDocument { get; init; }

    /// <summary>As its events reported it.</summary>
    public static SentRequest Of(NotedRequest noted) =>
        new(noted.Request.Url, noted.Request.Method, noted.Request.ResourceType, noted.Request.Headers) { IsDocument = IsDocumentOf(noted) };

    private static bool IsDocumentOf(NotedRequest noted) =>
        noted is { Step: null, Response: not null, Request: { IsNavigationRequest: true, RedirectedTo: null, Frame.ParentFrame: null } };
}

/// <summary>What was answered.</summary>
/// <param name="Status">Status.</param>
/// <param name="StatusText">Its text; empty where there is none.</param>
/// <param name="Headers">Headers as far as they are known.</param>
internal sealed record ReceivedResponse(int Status, string StatusText, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>As its event reported it.</summary>
    public static ReceivedResponse Of(IResponse response) => new(response.Status, response.StatusText, response.Headers);
}
