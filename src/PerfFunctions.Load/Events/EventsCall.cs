using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Plans.Protocols;
using PerfFunctions.Load.Calls;
using PerfFunctions.Load.Flows;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.SocketsHttp;
using PerfFunctions.Load.Streams;

namespace PerfFunctions.Load.Events;

/// <summary>Opens a stream of events, and waits for some of them if the plan says so. Its time counts from the request.</summary>
/// <param name="step">The step.</param>
/// <param name="context">The scenario and its loop.</param>
internal sealed class EventsCall(EventsStep step, CallContext context) : Call(step, context)
{
    private readonly CompiledStep _request = new(step, context.Scenario);
    private readonly MessageListener? _listener = step.Receive is null ? null : new MessageListener(step.Receive, context);

    /// <inheritdoc />
    protected override bool LooksAtEach => _listener is not null;

    /// <inheritdoc />
    protected override async ValueTask<CallEnd> AskAsync(Iteration iteration, TimeSpan sentAt)
    {
        if (Context.Drafts.TryMake(_request, iteration, null, out string? failure) is not { } draft)
        {
            return await RefuseAsync(failure!);
        }

        OpenedEvents opened = await OpenAsync(draft);
        TimeSpan at = Now;
        if (opened.Head is { } head)
        {
            Context.Drafts.KeepCookies(draft, head.Headers, iteration);
        }

        if (opened.Response is { } response)
        {
            MessageStream messages = new(Context.Loop, Context.Meter(step.Stream!, sentAt));
            LiveEvents live = new(response, Context.Loop, messages, Context.Streams);
            live.Start();
            iteration.Streams.Add(step.Stream!, live);
            if (_listener is not null && !Context.Stop.IsCut)
            {
                CallEnd end = await _listener.ListenAsync(
                    messages, iteration, sentAt, sentAt + Timeout,
                    message => Look(message, message.Source, message.At, sentAt, iteration));
                return end with { Draft = draft };
            }
        }

        return EndOf(at, opened.Head, opened.Failure, draft);
    }

    private async ValueTask<OpenedEvents> OpenAsync(RequestDraft draft)
    {
        using CancellationTokenSource limit = LimitOf(Timeout);
        HttpRequestMessage request = RequestMessages.Of(draft, Context.Scenario.Scenario.Http.Version);
        return await Context.Loop.ResultOfAsync(OpenAsync(Context.Client.Invoker, request, limit.Token));
    }

    private static async Task<OpenedEvents> OpenAsync(
        HttpMessageInvoker client, HttpRequestMessage request, CancellationToken limit)
    {
        HttpResponseMessage? response = null;
        try
        {
            response = await client.SendAsync(request, limit).ConfigureAwait(false);
            ResponseHead head = new((int)response.StatusCode, [.. RequestMessages.HeadersOf(response)]);
            if (response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType == EventsStep.MediaType)
            {
                return new OpenedEvents(response, head, null);
            }

            byte[] body = new byte[Exchange.MaxErrorBody];
            using Stream stream = await response.Content.ReadAsStreamAsync(limit).ConfigureAwait(false);
            int length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, limit).ConfigureAwait(false);
            response.Dispose();
            ResponseHead withBody = new(head.Status, head.Headers) { Body = body.AsMemory(0, length) };
            return new OpenedEvents(null, withBody, head.Status >= 400 ? null : "not a stream of events");
        }
        catch (OperationCanceledException)
        {
            response?.Dispose();
            return new OpenedEvents(null, null, "timeout");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or FormatException
            or InvalidOperationException or NotSupportedException)
        {
            response?.Dispose();
            return new OpenedEvents(null, null, TransportFailure.KindOf(e));
        }
    }

    private sealed record OpenedEvents(HttpResponseMessage? Response, ResponseHead? Head, string? Failure);
}
