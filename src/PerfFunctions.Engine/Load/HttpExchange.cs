using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace PerfFunctions.Engine.Load;

/// <summary>Sends one request, reads the whole response and holds it against what the step expects.</summary>
public sealed class HttpExchange(HttpMessageInvoker client)
{
    private const int BufferSize = 16 * 1024;

    /// <summary>A body that has to be looked into is kept up to this size; a longer one fails its check.</summary>
    private const int LargestKeptBody = 4 * 1024 * 1024;

    /// <summary>Runs one step. Never throws for what the target does; throws OperationCanceledException on <paramref name="abort"/> only.</summary>
    public async Task<ExchangeResult> SendAsync(CompiledStep step, IterationVariables variables, CancellationToken abort)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(abort);
        limit.CancelAfter(step.Timeout);
        try
        {
            using HttpRequestMessage request = step.CreateRequest(variables);
            using HttpResponseMessage response = await client.SendAsync(request, limit.Token);
            return await ReadAsync(step, response, variables, limit.Token);
        }
        catch (OperationCanceledException) when (!abort.IsCancellationRequested)
        {
            return ExchangeResult.TimedOut;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return ExchangeResult.NoResponse(TransportFailure.KindOf(e));
        }
        catch (Exception e) when (e is FormatException or UriFormatException)
        {
            // A captured value can make an address or a header that is none; the plan's author can see which.
            return ExchangeResult.NoResponse("invalid request");
        }
    }

    private static async Task<ExchangeResult> ReadAsync(
        CompiledStep step, HttpResponseMessage response, IterationVariables variables, CancellationToken limit)
    {
        using Stream stream = await response.Content.ReadAsStreamAsync(limit);
        using MemoryStream? kept = step.LooksIntoBody ? new MemoryStream() : null;
        long bytes = await DrainAsync(stream, kept, limit);
        int status = (int)response.StatusCode;
        if (!step.Allows(status))
        {
            return ExchangeResult.Unexpected(bytes, $"status {status}");
        }

        string? failure = kept is null ? null : LookInto(step, kept, bytes, response.Content.Headers.ContentType, variables);
        return failure is null ? ExchangeResult.Success(bytes) : ExchangeResult.Unexpected(bytes, failure);
    }

    private static async Task<long> DrainAsync(Stream stream, MemoryStream? kept, CancellationToken limit)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            long bytes = 0;
            int read;
            while ((read = await stream.ReadAsync(buffer, limit)) > 0)
            {
                bytes += read;
                if (kept is not null && bytes <= LargestKeptBody)
                {
                    kept.Write(buffer, 0, read);
                }
            }

            return bytes;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string? LookInto(
        CompiledStep step, MemoryStream kept, long bytes, MediaTypeHeaderValue? type, IterationVariables variables)
    {
        if (bytes > LargestKeptBody)
        {
            return "body too large to check";
        }

        ReadOnlyMemory<byte> body = kept.GetBuffer().AsMemory(0, (int)kept.Length);
        if (step.ExpectedBody is not null && !Decode(body.Span, type).Contains(step.ExpectedBody, StringComparison.Ordinal))
        {
            return "unexpected body";
        }

        return step.Captures.Count == 0 ? null : Capture(step, body, variables);
    }

    private static string? Capture(CompiledStep step, ReadOnlyMemory<byte> body, IterationVariables variables)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            foreach ((string name, Plans.JsonPath path) in step.Captures)
            {
                if (!path.TryRead(document.RootElement, out string? value))
                {
                    return $"capture {name} not found";
                }

                variables.Set(name, value);
            }

            return null;
        }
        catch (JsonException)
        {
            return "response is not JSON";
        }
    }

    private static string Decode(ReadOnlySpan<byte> body, MediaTypeHeaderValue? type)
    {
        bool latin1 = string.Equals(type?.CharSet?.Trim('"'), "iso-8859-1", StringComparison.OrdinalIgnoreCase);
        return (latin1 ? Encoding.Latin1 : Encoding.UTF8).GetString(body);
    }
}
