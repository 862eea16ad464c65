using System.Text;
using System.Text.Json;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Net.Client;
using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Plans.Protocols;
using PerfFunctions.Engine.Protobuf;
using PerfFunctions.Load.Calls;
using PerfFunctions.Load.Flows;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.Streams;

namespace PerfFunctions.Load.Grpc;

/// <summary>Calls a method. What reflection takes before the first call is none of its time.</summary>
/// <param name="step">The step.</param>
/// <param name="context">The scenario and its loop.</param>
/// <param name="channels">Channels of the scenario.</param>
/// <param name="schemas">Asks servers for their descriptors.</param>
/// <param name="request">What is sent; null for what the step says.</param>
internal sealed class GrpcCall(GrpcStep step, CallContext context, GrpcChannels channels, ReflectedSchemas schemas, RequestDraft? request = null)
    : Call(step, context)
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create<byte[]>(bytes => bytes, bytes => bytes);

    // Headers of HTTP that are none of a call.
    private static readonly string[] NotMetadata = ["Content-Type", "Accept-Encoding", "Connection", "Host"];

    private readonly CompiledStep? _request = request is null ? new CompiledStep(step, context.Scenario) : null;
    private readonly MessageListener? _listener = step.Receive is null ? null : new MessageListener(step.Receive, context);
    private readonly Method<byte[], byte[]> _method = new(
        step.As is null ? MethodType.Unary : MethodType.ServerStreaming, step.Service, step.ServiceMethod, Bytes, Bytes);

    /// <inheritdoc />
    protected override bool LooksAtEach => _listener is not null;

    /// <summary>How it ended; null before that.</summary>
    public GrpcAnswer? Answer { get; private set; }

    /// <summary>Names the failure of a call: by what is wrong with the connection, else by the status.</summary>
    public static string FailureOf(RpcException error)
    {
        Exception? cause = error.Status.DebugException;
        string? transport = cause is HttpRequestException or IOException ? TransportFailure.KindOf(cause) : null;
        return transport is null or "request failed" ? $"status {GrpcStatus.NameOf(error.StatusCode)}" : transport;
    }

    /// <inheritdoc />
    protected override async ValueTask<CallEnd> AskAsync(Iteration iteration, TimeSpan sentAt)
    {
        string? failure = null;
        if ((request ?? Context.Drafts.TryMake(_request!, iteration, null, out failure)) is not { } draft)
        {
            return await RefuseAsync(failure!);
        }

        Metadata headers = MetadataOf(draft);
        GrpcChannel channel = channels.Of(draft.Address);
        (MethodDescriptor? method, failure) = await FindAsync(channel, headers);
        TimeSpan began = Now;
        if (method is null)
        {
            Answer = new GrpcAnswer(null, failure, null, null);
            return await RefuseAsync(failure!) with { Draft = draft };
        }

        byte[] message = MessageOf(draft, method);
        CallEnd end = step.As is null
            ? await AskOnceAsync(channel, method, headers, message)
            : await OpenAsync(channel, method, headers, message, iteration, began);
        return end with { Draft = draft, BytesSent = message.Length, NotCounted = began - sentAt };
    }

    private async ValueTask<CallEnd> AskOnceAsync(GrpcChannel channel, MethodDescriptor method, Metadata headers, byte[] message)
    {
        using CancellationTokenSource cut = LimitOf(Timeout + Timeout);
        using AsyncUnaryCall<byte[]> call = channel.CreateCallInvoker()
            .AsyncUnaryCall(_method, null, OptionsOf(headers, cut.Token), message);
        GrpcAnswer answer = await Context.Loop.ResultOfAsync(AnswerOf(call, method.OutputType));
        return EndOf(answer);
    }

    private async ValueTask<CallEnd> OpenAsync(
        GrpcChannel channel, MethodDescriptor method, Metadata headers, byte[] message, Iteration iteration, TimeSpan began)
    {
        // It has no deadline: it stays open to the end of its scope.
        AsyncServerStreamingCall<byte[]> call = channel.CreateCallInvoker().AsyncServerStreamingCall(
            _method, null, new CallOptions(headers, cancellationToken: Context.Stop.Token), message);
        MessageStream messages = new(Context.Loop, Context.Meter(step.As!, began));
        LiveGrpcStream live = new(call, method.OutputType, Context.Loop, messages, Context.Streams);
        live.Start();
        iteration.Streams.Add(step.As!, live);
        if (_listener is not null)
        {
            return await _listener.ListenAsync(
                messages, iteration, began, began + Timeout,
                message => Look(message, message.Source, message.At, began, iteration));
        }

        return EndOf(await Context.Loop.ResultOfAsync(HeadOf(call)));
    }

    private CallEnd EndOf(GrpcAnswer answer)
    {
        Answer = answer;
        bool isExpected = answer.Failure is null ? step.Code == GrpcStep.Ok : answer.Failure == $"status {step.Code}";
        return new CallEnd(Now)
        {
            Failure = isExpected ? null : Context.Stop.IsCut ? StreamRegistry.CutOff : answer.Failure ?? $"status {GrpcStep.Ok}",
            HasFailureLatency = answer.Status is not null,
            HasLatency = answer.Status is not null,
            Answer = answer.Response,
            Instead = answer.Detail,
        };
    }

    private async ValueTask<(MethodDescriptor? Method, string? Failure)> FindAsync(GrpcChannel channel, Metadata headers)
    {
        try
        {
            ProtoSchema schema = step.Descriptors is WrittenDescriptors written
                ? written.Schema
                : await Context.Loop.ResultOfAsync(schemas.OfAsync(channel, step.Service, headers, Timeout, Context.Stop.Token));
            return schema.Find(step.Service, step.ServiceMethod) is not { } method
                ? (null, $"'{step.Service}' has no method '{step.ServiceMethod}'")
                : method.IsClientStreaming || method.IsServerStreaming != step.As is not null
                    ? (null, "the method streams otherwise than the step says")
                : (method, null);
        }
        catch (RpcException e)
        {
            return (null, $"no reflection: {FailureOf(e)}");
        }
        catch (TimeoutException)
        {
            return (null, "no reflection: timeout");
        }
        catch (Exception e) when (e is FormatException or IOException or OperationCanceledException or InvalidOperationException)
        {
            return (null, "no reflection: not an answer");
        }
    }

    private CallOptions OptionsOf(Metadata headers, CancellationToken cut) =>
        new(headers, (Context.Scenario.Clock.Now + Timeout).UtcDateTime, cut);

    private static byte[] MessageOf(RequestDraft draft, MethodDescriptor method)
    {
        using JsonDocument json = JsonDocument.Parse(draft.Body ?? "{}"u8.ToArray());
        try
        {
            return ProtoWriter.Write(json.RootElement, method.InputType);
        }
        catch (FormatException e)
        {
            throw new UnfitValueException(e.Message);
        }
    }

    private static Metadata MetadataOf(RequestDraft draft)
    {
        Metadata metadata = [];
        foreach ((string name, string value) in draft.Headers
            .Where(h => !NotMetadata.Contains(h.Key, StringComparer.OrdinalIgnoreCase)))
        {
            try
            {
                string key = name.ToLowerInvariant();
                metadata.Add(key.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.Ordinal)
                    ? new Metadata.Entry(key, Convert.FromBase64String(value))
                    : new Metadata.Entry(key, value));
            }
            catch (Exception e) when (e is ArgumentException or FormatException)
            {
                throw new UnfitValueException($"metadata {name}: this cannot be sent");
            }
        }

        return metadata;
    }

    private static async Task<GrpcAnswer> AnswerOf(AsyncUnaryCall<byte[]> call, MessageDescriptor type)
    {
        try
        {
            byte[] bytes = await call.ResponseAsync.ConfigureAwait(false);
            Metadata headers = await call.ResponseHeadersAsync.ConfigureAwait(false);
            return new GrpcAnswer(
                new GrpcResponse(bytes.Length, ProtoReader.Read(bytes, type), HeadersOf(headers)), null, null, StatusCode.OK);
        }
        catch (RpcException e)
        {
            return Failed(e);
        }
        catch (FormatException)
        {
            return new GrpcAnswer(null, "response is not such a message", null, StatusCode.OK);
        }
    }

    private static async Task<GrpcAnswer> HeadOf(AsyncServerStreamingCall<byte[]> call)
    {
        try
        {
            return new GrpcAnswer(
                new ResponseHead(0, HeadersOf(await call.ResponseHeadersAsync.ConfigureAwait(false))), null, null,
                StatusCode.OK);
        }
        catch (RpcException e)
        {
            return Failed(e);
        }
    }

    private static GrpcAnswer Failed(RpcException error)
    {
        string failure = FailureOf(error);
        ResponseHead detail = new(0, HeadersOf(error.Trailers)) { Body = Encoding.UTF8.GetBytes(error.Status.Detail) };
        return new GrpcAnswer(null, failure, detail, failure.StartsWith("status ", StringComparison.Ordinal) ? error.StatusCode : null);
    }

    private static List<KeyValuePair<string, string>> HeadersOf(Metadata metadata) =>
        [.. metadata.Where(e => !e.IsBinary).Select(e => KeyValuePair.Create(e.Key, e.Value))];
}

/// <summary>How a call ended.</summary>
/// <param name="Response">The message; null where there is none.</param>
/// <param name="Failure">What failed; null where nothing did.</param>
/// <param name="Detail">What the server says of a failure.</param>
/// <param name="Status">The status; null where none came.</param>
internal sealed record GrpcAnswer(IResponse? Response, string? Failure, IResponse? Detail, StatusCode? Status);

/// <summary>The answer of a unary method, as JSON.</summary>
/// <param name="bytes">Bytes of the message, as it travelled.</param>
/// <param name="json">The message.</param>
/// <param name="headers">Metadata of the response.</param>
internal sealed class GrpcResponse(long bytes, byte[] json, List<KeyValuePair<string, string>> headers) : IResponse
{
    /// <inheritdoc />
    public int Status => 0;

    /// <inheritdoc />
    public long Bytes => bytes;

    /// <inheritdoc />
    public ReadOnlyMemory<byte> Body => json;

    /// <inheritdoc />
    public List<KeyValuePair<string, string>> Headers => headers;
}
