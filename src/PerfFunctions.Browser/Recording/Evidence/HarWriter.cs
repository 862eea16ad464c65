using System.Globalization;
using System.Text.Json;
using PerfFunctions.Browser.Recording.Network;

namespace PerfFunctions.Browser.Recording.Evidence;

/// <summary>Writes requests as HAR 1.2, without secrets, cookies and bodies.</summary>
internal static class HarWriter
{
    /// <summary>JSON in UTF-8.</summary>
    /// <param name="requests">Requests in order of their start.</param>
    /// <param name="page">The page: its address, and its start and load event.</param>
    /// <param name="redactor">Takes the secrets out.</param>
    public static byte[] Write(IReadOnlyList<RequestRecord> requests, HarPage page, Redactor redactor) =>
        JsonSerializer.SerializeToUtf8Bytes(new
        {
            log = new
            {
                version = "1.2",
                creator = new { name = "PerfFunctions", version = "1" },
                browser = new { name = page.Browser, version = page.BrowserVersion },
                pages = new[]
                {
                    new
                    {
                        startedDateTime = Time(page.Start),
                        id = "page",
                        title = redactor.Address(page.Address),
                        pageTimings = new { onContentLoad = -1.0, onLoad = page.Load ?? -1 },
                    },
                },
                entries = requests.Select(request => Entry(request, page, redactor)),
            },
        });

    private static object Entry(RequestRecord request, HarPage page, Redactor redactor)
    {
        object timings = HarTimings.Of(request, out double time);
        string protocol = request.Trace?.Protocol ?? "";
        return new
        {
            pageref = "page",
            startedDateTime = Time(page.Start + request.Start),
            time,
            request = new
            {
                method = request.Request.Method,
                url = redactor.Address(request.Request.Url),
                httpVersion = protocol,
                cookies = Array.Empty<object>(),
                headers = Headers(request.Request.Headers, redactor),
                queryString = Query(request.Request.Url, redactor),
                headersSize = -1,
                bodySize = -1,
            },
            response = Response(request, protocol, redactor),
            cache = new { },
            timings,
            _priority = request.Trace?.Priority,
        };
    }

    private static object Response(RequestRecord request, string protocol, Redactor redactor) => new
    {
        status = request.Answer?.Status ?? 0,
        statusText = request.Answer?.StatusText ?? "",
        httpVersion = protocol,
        cookies = Array.Empty<object>(),
        headers = Headers(request.Answer is { } answer ? answer.Headers : [], redactor),
        content = new { size = request.Decoded, mimeType = request.Header("content-type") ?? "" },
        redirectURL = redactor.Clean(request.Header("location") ?? ""),
        headersSize = request.Complete ? request.HeadBytes : -1,
        bodySize = request.Complete ? Math.Max(0, request.Bytes - request.HeadBytes) : -1,
        _transferSize = request.Bytes,
    };

    private static IEnumerable<object> Headers(IEnumerable<KeyValuePair<string, string>> headers, Redactor redactor) =>
        headers.Select(header => new { name = header.Key, value = redactor.Header(header.Key, header.Value) });

    private static IEnumerable<object> Query(string address, Redactor redactor) =>
        (redactor.Clean(address).Split('#', 2)[0].Split('?', 2).ElementAtOrDefault(1) ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => new { name = Uri.UnescapeDataString(pair[0]), value = Uri.UnescapeDataString(pair.ElementAtOrDefault(1) ?? "") });

    private static string Time(double milliseconds) =>
        DateTimeOffset.UnixEpoch.AddMilliseconds(milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

/// <summary>The page of a HAR.</summary>
/// <param name="Address">Address.</param>
/// <param name="Start">Start of its navigation, milliseconds of the wall clock.</param>
/// <param name="Load">Its load event, milliseconds from there; null when there was none.</param>
/// <param name="Browser">Name of the browser.</param>
/// <param name="BrowserVersion">Its version.</param>
internal sealed record HarPage(string Address, double Start, double? Load, string Browser, string BrowserVersion);
