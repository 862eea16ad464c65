using System.Collections.Concurrent;
using System.Threading.Channels;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using PerfFunctions.Host.Hosting;
using Content = PerfFunctions.Host.Protocol.StreamingMessage.ContentOneofCase;

namespace PerfFunctions.Host.Protocol;

/// <summary>
/// The host's end of the conversation with the app's worker: the worker says hello, is initialized, lists its functions, loads
/// them, and then runs invocations, any number at a time.
/// </summary>
internal sealed class WorkerChannel(HostSettings settings, IIdSource ids, ILoggerFactory loggers)
{
    private const string Gone = "The app's worker has closed its connection.";

    private readonly Channel<StreamingMessage> _outgoing = Channel.CreateUnbounded<StreamingMessage>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<string, TaskCompletionSource<InvocationResponse>> _invocations = new();
    private readonly TaskCompletionSource<IReadOnlyList<AppFunction>> _functions = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IReadOnlyList<AppFunction> _loaded = [];
    private int _loading;

    /// <summary>Proves to the host that a connection is from the worker it started: nothing else on this machine knows it.</summary>
    public string WorkerId { get; } = ids.Next();

    /// <summary>The functions of the app, once all are loaded; fails if they cannot be.</summary>
    public Task<IReadOnlyList<AppFunction>> Functions => _functions.Task;

    /// <summary>Serves the worker's one connection until it closes.</summary>
    public async Task RunAsync(
        IAsyncStreamReader<StreamingMessage> incoming, IServerStreamWriter<StreamingMessage> outgoing, CancellationToken cancellationToken)
    {
        if (!await incoming.MoveNext(cancellationToken) || incoming.Current.StartStream?.WorkerId != WorkerId)
        {
            throw new Grpc.Core.RpcException(new Status(StatusCode.PermissionDenied, "This is not the worker that the host started."));
        }

        Task writing = WriteAsync(outgoing, cancellationToken);
        Send(new() { WorkerInitRequest = new() { HostVersion = "4.0.0", FunctionAppDirectory = settings.AppFolder } });
        try
        {
            while (await incoming.MoveNext(cancellationToken))
            {
                Handle(incoming.Current);
            }
        }
        finally
        {
            Close();
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Runs a function and gives what it returned.</summary>
    /// <param name="invocation">Function and input, without an id.</param>
    /// <param name="cancellationToken">Asks the function to stop; its end is still waited for.</param>
    /// <exception cref="WorkerFailureException">The function threw.</exception>
    /// <exception cref="OperationCanceledException">It stopped because it was asked to.</exception>
    /// <exception cref="IOException">The worker is gone.</exception>
    public async Task<TypedData?> InvokeAsync(InvocationRequest invocation, CancellationToken cancellationToken)
    {
        if (invocation.InvocationId.Length == 0)
        {
            invocation.InvocationId = ids.Next();
        }

        string id = invocation.InvocationId;
        var end = new TaskCompletionSource<InvocationResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        _invocations[id] = end;
        if (!Send(new() { InvocationRequest = invocation }))
        {
            _invocations.TryRemove(id, out _);
            throw new IOException(Gone);
        }

        using CancellationTokenRegistration stop = cancellationToken.Register(() => Send(new() { InvocationCancel = new() { InvocationId = id } }));
        InvocationResponse response = await end.Task;
        return response.Result.Status switch
        {
            StatusResult.Types.Status.Success => response.ReturnValue,
            StatusResult.Types.Status.Cancelled => throw new OperationCanceledException(response.Result.Exception?.Message, cancellationToken),
            _ => throw new WorkerFailureException(response.Result.Exception),
        };
    }

    /// <summary>Asks the worker to stop.</summary>
    public void Terminate() => Send(new() { WorkerTerminate = new() });

    private void Handle(StreamingMessage message)
    {
        switch (message.ContentCase)
        {
            case Content.WorkerInitResponse when Succeeded(message.WorkerInitResponse.Result):
                Send(new() { FunctionsMetadataRequest = new() { FunctionAppDirectory = settings.AppFolder } });
                break;
            case Content.FunctionMetadataResponse when Succeeded(message.FunctionMetadataResponse.Result):
                Load(message.FunctionMetadataResponse.FunctionMetadataResults);
                break;
            case Content.FunctionLoadResponse when Succeeded(message.FunctionLoadResponse.Result):
                if (Interlocked.Decrement(ref _loading) == 0)
                {
                    _functions.TrySetResult(_loaded);
                }

                break;
            case Content.InvocationResponse:
                if (_invocations.TryRemove(message.InvocationResponse.InvocationId, out TaskCompletionSource<InvocationResponse>? end))
                {
                    end.TrySetResult(message.InvocationResponse);
                }

                break;
            case Content.RpcLog:
                Log(message.RpcLog);
                break;
        }
    }

    private void Load(IEnumerable<RpcFunctionMetadata> found)
    {
        RpcFunctionMetadata[] wanted = [.. found.Where(function => !settings.IsDisabled(function.Name))];
        try
        {
            _loaded = [.. wanted.Select(AppFunction.Read)];
        }
        catch (InvalidOperationException refused)
        {
            _functions.TrySetException(refused);
            return;
        }

        _loading = wanted.Length;
        if (wanted.Length == 0)
        {
            _functions.TrySetException(new InvalidOperationException($"The app in {settings.AppFolder} has no functions."));
        }

        foreach (RpcFunctionMetadata function in wanted)
        {
            Send(new() { FunctionLoadRequest = new() { FunctionId = function.FunctionId, Metadata = function } });
        }
    }

    private bool Succeeded(StatusResult result)
    {
        if (result.Status == StatusResult.Types.Status.Success)
        {
            return true;
        }

        _functions.TrySetException(new WorkerFailureException(result.Exception));
        return false;
    }

    private void Log(RpcLog log)
    {
        if (IsCancelledStart(log))
        {
            return;
        }

        ILogger logger = loggers.CreateLogger(log.Category);
        string message = log.Exception is { } exception ? $"{log.Message}\n{exception.Message}" : log.Message;
#pragma warning disable CA2254, CA1848 // The worker has formatted it.
        logger.Log((LogLevel)log.Level, message);
#pragma warning restore CA2254, CA1848
    }

    // A service of the app that is cancelled, because another one cannot start, counts as crashed there: what keeps the other one
    // from its start is the message that the host ends with. The worker sends an exception as its whole text; that of a request
    // that took too long is of the same type and has another message.
    private static bool IsCancelledStart(RpcLog log) =>
        log.Category == HostLog.AppStart
        && log.Exception is { } exception
        && exception.Message.StartsWith($"{typeof(TaskCanceledException)}: {new TaskCanceledException().Message}", StringComparison.Ordinal);

    // False once the worker is gone.
    private bool Send(StreamingMessage message) => _outgoing.Writer.TryWrite(message);

    private async Task WriteAsync(IServerStreamWriter<StreamingMessage> outgoing, CancellationToken cancellationToken)
    {
        await foreach (StreamingMessage message in _outgoing.Reader.ReadAllAsync(cancellationToken))
        {
            await outgoing.WriteAsync(message, cancellationToken);
        }
    }

    // Whoever waits for the worker learns that it is gone.
    private void Close()
    {
        _outgoing.Writer.TryComplete();
        var gone = new IOException(Gone);
        _functions.TrySetException(gone);
        foreach (TaskCompletionSource<InvocationResponse> open in _invocations.Values)
        {
            open.TrySetException(gone);
        }
    }
}
