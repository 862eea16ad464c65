using System.Net.Http.Headers;
using System.Text;
using PerfFunctions.Cli.Output;

namespace PerfFunctions.Cli.Init;

/// <summary>Fetches documents of bounded size.</summary>
/// <param name="client">The client.</param>
internal sealed class Download(HttpClient client)
{
    private const int MaxRedirects = 5;

    /// <summary>A client for it.</summary>
    public static HttpClient CreateClient()
    {
        // Redirects of links are not followed, as they may lead to another site.
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            Timeout = TimeSpan.FromSeconds(20),
        };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("perf-init", "1"));
        return client;
    }

    /// <summary>Fetches a document.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="maxBytes">Bytes it may have; what is beyond them is an error.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CliException">It cannot be fetched, is not there, or is too large.</exception>
    public async Task<Document> GetAsync(Uri address, int maxBytes, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage response = await FollowAsync(address, cancellationToken);
            Uri end = response.RequestMessage?.RequestUri ?? address;
            if (!response.IsSuccessStatusCode)
            {
                throw new CliException($"'{address}' answers with status {(int)response.StatusCode}.");
            }

            byte[] bytes = await ReadAsync(response, maxBytes, cancellationToken)
                ?? throw new CliException($"'{address}' has more than {maxBytes / 1_000_000} MB.");
            return new Document(end, response.Content.Headers.ContentType?.MediaType ?? "", Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF'));
        }
        catch (HttpRequestException e)
        {
            throw new CliException($"'{address}' cannot be reached: {e.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CliException($"'{address}' did not answer within {client.Timeout.TotalSeconds:0} seconds.");
        }
    }

    /// <summary>The status that an address answers with; null when it does not answer. The body is not read.</summary>
    public async Task<int?> StatusAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return (int)response.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<HttpResponseMessage> FollowAsync(Uri address, CancellationToken cancellationToken)
    {
        Uri at = address;
        for (int redirects = 0; ; redirects++)
        {
            HttpResponseMessage response = await client.GetAsync(at, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            bool isRedirect = (int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is not null;
            if (!isRedirect || redirects == MaxRedirects || new Uri(at, response.Headers.Location!) is not { Scheme: "http" or "https" } next)
            {
                return response;
            }

            response.Dispose();
            at = next;
        }
    }

    private static async Task<byte[]?> ReadAsync(HttpResponseMessage response, int maxBytes, CancellationToken cancellationToken)
    {
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var all = new MemoryStream();
        byte[] buffer = new byte[81_920];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (all.Length + read > maxBytes)
            {
                return null;
            }

            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }
}

/// <summary>A document that was fetched.</summary>
/// <param name="Address">Where it was in the end, after redirects.</param>
/// <param name="Type">Its media type; empty when it is not said.</param>
/// <param name="Text">Its text.</param>
internal sealed record Document(Uri Address, string Type, string Text);
