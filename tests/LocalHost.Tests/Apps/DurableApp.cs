using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace PerfFunctions.LocalHost.Tests.Apps;

/// <summary>An ordinary app with orchestrators for what the durable tests ask.</summary>
internal sealed class DurableApp(Journal journal)
{
    [Function(nameof(Echo))]
    public string Echo([ActivityTrigger] string text)
    {
        journal.Write($"echo {text}");
        return text;
    }

    [Function(nameof(Square))]
    public async Task<int> Square([ActivityTrigger] int number)
    {
        await Task.Yield();
        return number * number;
    }

    [Function(nameof(FailTimes))]
    public void FailTimes([ActivityTrigger] int times)
    {
        journal.Write($"try {DateTime.UtcNow.Ticks}");
        if (journal.Lines.Count(line => line.StartsWith("try ", StringComparison.Ordinal)) <= times)
        {
            throw new ArgumentException("not yet");
        }
    }

    [Function(nameof(WaitForGate))]
    public async Task WaitForGate([ActivityTrigger] string name, CancellationToken cancellation)
    {
        journal.Write($"begin {name}");
        await journal.Gate.Task.WaitAsync(cancellation);
        journal.Write($"end {name}");
    }

    [Function(nameof(FanOut))]
    public static async Task<int> FanOut([OrchestrationTrigger] TaskOrchestrationContext context, int count)
    {
        int[] squares = await Task.WhenAll(Enumerable.Range(1, count).Select(n => context.CallActivityAsync<int>(nameof(Square), n)));
        return squares.Sum();
    }

    [Function(nameof(Timer))]
    public static async Task<double> Timer([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        DateTime start = context.CurrentUtcDateTime;
        await context.CreateTimer(TimeSpan.FromMilliseconds(400), CancellationToken.None);
        return (context.CurrentUtcDateTime - start).TotalMilliseconds;
    }

    [Function(nameof(CancelledTimer))]
    public static async Task<string> CancelledTimer([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var end = new CancellationTokenSource();
        Task timer = context.CreateTimer(TimeSpan.FromHours(1), end.Token);
        await context.CallActivityAsync<string>(nameof(Echo), "first");
        end.Cancel();
        await context.CallActivityAsync<string>(nameof(Echo), "second");
        return timer.IsCanceled ? "cancelled" : "open";
    }

    [Function(nameof(TwoEvents))]
    public static async Task<string> TwoEvents([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        string early = await context.CallActivityAsync<string>(nameof(Echo), "before");
        await context.CallActivityAsync(nameof(WaitForGate), "events");
        return $"{early} {await context.WaitForExternalEvent<string>("a")} {await context.WaitForExternalEvent<int>("B")}";
    }

    [Function(nameof(EventOrTimeout))]
    public static async Task<string> EventOrTimeout([OrchestrationTrigger] TaskOrchestrationContext context, int milliseconds)
    {
        try
        {
            return await context.WaitForExternalEvent<string>("go", TimeSpan.FromMilliseconds(milliseconds));
        }
        catch (TaskCanceledException)
        {
            return "timeout";
        }
    }

    [Function(nameof(Parent))]
    public static async Task<string> Parent([OrchestrationTrigger] TaskOrchestrationContext context, bool fail)
    {
        try
        {
            return await context.CallSubOrchestratorAsync<string>(nameof(Child), fail);
        }
        catch (TaskFailedException failed) when (failed.FailureDetails.IsCausedBy<InvalidOperationException>())
        {
            return $"caught {failed.TaskName}: {failed.FailureDetails.ErrorMessage}";
        }
    }

    [Function(nameof(Child))]
    public static async Task<string> Child([OrchestrationTrigger] TaskOrchestrationContext context, bool fail)
    {
        string text = await context.CallActivityAsync<string>(nameof(Echo), "child");
        return fail ? throw new InvalidOperationException("child gave up") : $"{text} of {context.Parent!.Name}";
    }

    [Function(nameof(Retry))]
    public static async Task Retry([OrchestrationTrigger] TaskOrchestrationContext context, int failures) =>
        await context.CallActivityAsync(
            nameof(FailTimes),
            failures,
            TaskOptions.FromRetryPolicy(new RetryPolicy(4, TimeSpan.FromMilliseconds(100), backoffCoefficient: 3)));

    [Function(nameof(RetryByHandler))]
    public static async Task RetryByHandler([OrchestrationTrigger] TaskOrchestrationContext context, int failures) =>
        await context.CallActivityAsync(
            nameof(FailTimes),
            failures,
            TaskOptions.FromRetryHandler(retry => retry.LastFailure.IsCausedBy<ArgumentException>() && retry.LastAttemptNumber < 3));

    [Function(nameof(Generations))]
    public static async Task<string> Generations([OrchestrationTrigger] TaskOrchestrationContext context, int generation)
    {
        context.SetCustomStatus(generation);
        if (generation < 100)
        {
            await context.CallActivityAsync<int>(nameof(Square), generation);
            context.ContinueAsNew(generation + 1);
            return "not seen";
        }

        return await context.WaitForExternalEvent<string>("kept");
    }

    [Function(nameof(Status))]
    public static async Task<string> Status([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        context.SetCustomStatus(new { step = "waiting" });
        string answer = await context.WaitForExternalEvent<string>("go");
        context.SetCustomStatus(new { step = "done" });
        return answer;
    }

    [Function(nameof(Family))]
    public static async Task Family([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await context.CallSubOrchestratorAsync<string>(
            nameof(Status), null, new TaskOptions().WithInstanceId(context.InstanceId + "-child"));

    [Function(nameof(Fails))]
    public static async Task Fails([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await context.CallActivityAsync(nameof(FailTimes), 1000);

    [Function(nameof(Large))]
    public static async Task<string> Large([OrchestrationTrigger] TaskOrchestrationContext context, string text)
    {
        string echoed = await context.CallActivityAsync<string>(nameof(Echo), text);
        context.SetCustomStatus(echoed);
        return echoed;
    }

    [Function(nameof(Steps))]
    public static async Task<string> Steps([OrchestrationTrigger] TaskOrchestrationContext context, int steps)
    {
        ILogger logger = context.CreateReplaySafeLogger<DurableApp>();
        Guid id = context.NewGuid();
        for (int step = 1; step <= steps; step++)
        {
            await context.CallActivityAsync<string>(nameof(Echo), $"step {step}");
            logger.LogWarning("after step {Step}", step);
        }

        return id == context.NewGuid() ? "same" : id.ToString();
    }

    [Function(nameof(GateThenEcho))]
    public static async Task<string> GateThenEcho([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CallActivityAsync<string>(nameof(Echo), "done before");
        await context.CallActivityAsync(nameof(WaitForGate), "gate");
        return await context.CallActivityAsync<string>(nameof(Echo), "done after");
    }

    [Function(nameof(Sender))]
    public static async Task<string> Sender([OrchestrationTrigger] TaskOrchestrationContext context, string receiver)
    {
        context.SendEvent(receiver, "go", "from another");
        return await context.CallActivityAsync<string>(nameof(Echo), "sent");
    }

    [Function(nameof(NotDurable))]
    public static async Task NotDurable([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CallActivityAsync<string>(nameof(Echo), "once");
        await Task.Delay(10);
    }
}
