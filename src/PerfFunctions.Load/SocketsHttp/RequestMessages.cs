using System.Net;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.SocketsHttp;

/// <summary>Converts requests to those of the platform's client.</summary>
internal static class RequestMessages
{
    /// <summary>The request in a version of HTTP, and in no other.</summary>
    public static HttpRequestMessage Of(RequestDraft draft, HttpProtocol version)
    {
        var request = new HttpRequestMessage(new HttpMethod(draft.Method), draft.Address)
        {
            Version = version switch
            {
                HttpProtocol.Http2 => HttpVersion.Version20,
                HttpProtocol.Http3 => HttpVersion.Version30,
                _ => HttpVersion.Version11,
            },
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = draft.Body is null ? null : new ByteArrayContent(draft.Body),
        };
        foreach ((string name, string value) in draft.Headers)
        {
            // Content headers live with the content; without one they have nothing to describe.
            if (!request.Headers.TryAddWithoutValidation(name, value) && request.Content is not null)
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }

    /// <summary>All headers of a response, as they came.</summary>
    public static IEnumerable<KeyValuePair<string, string>> HeadersOf(HttpResponseMessage response) =>
        response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .SelectMany(h => h.Value.Select(value => new KeyValuePair<string, string>(h.Key, value)));
}
