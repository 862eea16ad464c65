using Microsoft.AspNetCore.Http;

namespace PerfFunctions.App.Http;

/// <summary>
/// Reads request bodies with bounds: on the bytes of one, on the bytes of all that are held at once, and on the time, so that
/// callers who send slowly or never end hold neither memory nor a place.
/// </summary>
public sealed class RequestBodies(TimeProvider time)
{
    // GitHub itself gives a delivery up after 10 s.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly BodyQuota _callers = new(BodyQuota.ForCallers);
    private readonly BodyQuota _deliveries = new(BodyQuota.ForDeliveries);
    private readonly BodyQuota _beacons = new(BodyQuota.ForBeacons);

    /// <summary>Reads the body of a caller who is known.</summary>
    public Task<ReceivedBody> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken) =>
        ReadAsync(request, limit, _callers, _ => { }, cancellationToken);

    /// <summary>Reads the body of a caller who is not known and need not be.</summary>
    public Task<ReceivedBody> ReadBeaconAsync(HttpRequest request, int limit, CancellationToken cancellationToken) =>
        ReadAsync(request, limit, _beacons, _ => { }, cancellationToken);

    /// <summary>Reads a body that its signature proves; the signature is computed on the way.</summary>
    public Task<ReceivedBody> ReadSignedAsync(HttpRequest request, int limit, WebhookSignature signature, CancellationToken cancellationToken) =>
        ReadAsync(request, limit, _deliveries, bytes => signature.Append(bytes.Span), cancellationToken);

    private async Task<ReceivedBody> ReadAsync(
        HttpRequest request, int limit, BodyQuota quota, Action<ReadOnlyMemory<byte>> onRead, CancellationToken cancellationToken)
    {
        var body = new ReceivedBody(quota);
        using var late = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            IResult? refusal = request.ContentLength > limit ? Problems.TooLarge(limit) : await FillAsync(body, request, limit, onRead, either.Token);
            return refusal is null ? body : body.Refuse(refusal);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return body.Refuse(Problems.TooSlow(Longest));
        }
        catch (BadHttpRequestException broken)
        {
            return body.Refuse(Problems.Incomplete(broken.StatusCode));
        }
        catch (Exception gone) when (gone is IOException || (gone is OperationCanceledException && request.HttpContext.RequestAborted.IsCancellationRequested))
        {
            // The client is gone; this only keeps the request from counting as a failure of the service.
            return body.Refuse(Problems.Incomplete(StatusCodes.Status400BadRequest));
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private static async Task<IResult?> FillAsync(
        ReceivedBody body, HttpRequest request, int limit, Action<ReadOnlyMemory<byte>> onRead,
            CancellationToken cancellationToken)
    {
        long length = 0;
        while (body.TryGrow())
        {
            int count;
            while ((count = await request.Body.ReadAsync(body.Free, cancellationToken)) > 0)
            {
                length += count;
                if (length > limit)
                {
                    return Problems.TooLarge(limit);
                }

                onRead(body.Free[..count]);
                if (body.Advance(count))
                {
                    break;
                }
            }

            if (count == 0)
            {
                return null;
            }
        }

        return Problems.Busy("Too many request bodies are being read at once.");
    }
}
