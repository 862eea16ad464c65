using System.Diagnostics;
using System.Text.Json;
using Microsoft.Azure.WebJobs;
using Newtonsoft.Json.Linq;
using PerfFunctions.Host.Protocol;

namespace PerfFunctions.Host.Triggers;

/// <summary>Runs functions of the app: says what each parameter takes, and gives what the function returned.</summary>
internal sealed class FunctionInvoker(WorkerChannel channel)
{
    // What each parameter of a Durable client takes; the same for all, and there once triggers run.
    private readonly TaskCompletionSource<string> _client = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The binding of a Durable client, as JSON; there once functions can be run.</summary>
    public Task<string> Client => _client.Task;

    /// <summary>Lets functions run from now on.</summary>
    /// <param name="client">The binding of a Durable client, as JSON.</param>
    public void Open(string client) => _client.TrySetResult(client);

    /// <summary>Runs a function that a timer, an orchestration or a person has started.</summary>
    public async Task<object?> InvokeAsync(AppFunction function, object? input, CancellationToken cancellationToken)
    {
        InvocationRequest invocation = await RequestAsync(function, cancellationToken);
        invocation.InputData.Add(new ParameterBinding { Name = function.Trigger.Parameter, Data = Bound(input) });
        return Returned(await channel.InvokeAsync(invocation, cancellationToken));
    }

    /// <summary>Runs an HTTP function; the request itself reaches the worker by its own way, joined by the id.</summary>
    public async Task InvokeHttpAsync(
        AppFunction function, string invocationId, IEnumerable<KeyValuePair<string, object?>> routeValues, CancellationToken cancellationToken)
    {
        InvocationRequest invocation = await RequestAsync(function, cancellationToken);
        invocation.InvocationId = invocationId;
        foreach ((string name, object? value) in routeValues)
        {
            invocation.TriggerMetadata[name] = new() { String = value?.ToString() ?? string.Empty };
        }

        await channel.InvokeAsync(invocation, cancellationToken);
    }

    private async Task<InvocationRequest> RequestAsync(AppFunction function, CancellationToken cancellationToken)
    {
        string client = await _client.Task.WaitAsync(cancellationToken);

        // The worker fails without a trace context, even where nothing is traced.
        var invocation = new InvocationRequest
        {
            FunctionId = function.Id,
            TraceContext =
                new() { TraceParent = Activity.Current?.Id ?? string.Empty, TraceState = Activity.Current?.TraceStateString ?? string.Empty },
        };
        invocation.InputData.AddRange(function.Clients.Select(name => new ParameterBinding { Name = name, Data = new() { String = client } }));
        return invocation;
    }

    private static TypedData Bound(object? input) => input switch
    {
        null => new(),
        string text => new() { String = text },
        TimerInfo timer => new() { Json = JsonSerializer.Serialize(new { timer.ScheduleStatus, timer.IsPastDue }) },
        _ => throw new NotSupportedException($"A trigger passed an input of type {input.GetType()}."),
    };

    // JSON is passed on as it is: read and written again, its dates and numbers could change.
    private static object? Returned(TypedData? data) => data?.DataCase switch
    {
        TypedData.DataOneofCase.String => data.String,
        TypedData.DataOneofCase.Json => new JRaw(data.Json),
        TypedData.DataOneofCase.Bytes => data.Bytes.ToByteArray(),
        TypedData.DataOneofCase.Int => data.Int,
        TypedData.DataOneofCase.Double => data.Double,
        _ => null,
    };
}
