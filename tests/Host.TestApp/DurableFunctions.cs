using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace PerfFunctions.Host.TestApp;

/// <summary>Orchestrations of each shape, with the activities that they call.</summary>
public sealed class DurableFunctions(Journal journal)
{
    /// <summary>Ten steps at once, then ten in a row; the sixth of these waits at the gate.</summary>
    [Function(nameof(Flow))]
    public static async Task<int> Flow([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await Task.WhenAll(Enumerable.Range(100, 10).Select(step => context.CallActivityAsync(nameof(Step), step)));
        for (int step = 1; step <= 10; step++)
        {
            context.SetCustomStatus(step);
            await context.CallActivityAsync(nameof(Step), step);
        }

        return 20;
    }

    /// <summary>Adds up squares that activities have made.</summary>
    [Function(nameof(FanOut))]
    public static async Task<int> FanOut([OrchestrationTrigger] TaskOrchestrationContext context, int count)
    {
        int[] squares = await Task.WhenAll(Enumerable.Range(1, count).Select(n => context.CallActivityAsync<int>(nameof(Square), n)));
        return squares.Sum();
    }

    /// <summary>Waits for a time by a durable timer; milliseconds that passed.</summary>
    [Function(nameof(Wait))]
    public static async Task<double> Wait([OrchestrationTrigger] TaskOrchestrationContext context, int milliseconds)
    {
        DateTime start = context.CurrentUtcDateTime;
        await context.CreateTimer(TimeSpan.FromMilliseconds(milliseconds), CancellationToken.None);
        return (context.CurrentUtcDateTime - start).TotalMilliseconds;
    }

    /// <summary>Says that it waits, and gives the event that came.</summary>
    [Function(nameof(Event))]
    public static async Task<string> Event([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        context.SetCustomStatus(new { step = "waiting" });
        string answer = await context.WaitForExternalEvent<string>("go");
        context.SetCustomStatus(new { step = "done" });
        return answer;
    }

    /// <summary>Calls a child, and says how it failed.</summary>
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

    /// <summary>Is called by <see cref="Parent"/>.</summary>
    [Function(nameof(Child))]
    public static async Task<string> Child([OrchestrationTrigger] TaskOrchestrationContext context, bool fail)
    {
        string text = await context.CallActivityAsync<string>(nameof(Echo), "child");
        return fail ? throw new InvalidOperationException("child gave up") : text;
    }

    /// <summary>Begins anew until the tenth time, which waits for an event.</summary>
    [Function(nameof(Generations))]
    public static async Task<string> Generations([OrchestrationTrigger] TaskOrchestrationContext context, int generation)
    {
        context.SetCustomStatus(generation);
        if (generation < 10)
        {
            await context.CallActivityAsync<int>(nameof(Square), generation);
            context.ContinueAsNew(generation + 1);
            return "not seen";
        }

        return await context.WaitForExternalEvent<string>("kept");
    }

    /// <summary>Repeats an activity that fails a number of times.</summary>
    [Function(nameof(Retry))]
    public static Task Retry([OrchestrationTrigger] TaskOrchestrationContext context, int failures) => context.CallActivityAsync(
        nameof(FailTimes), failures, TaskOptions.FromRetryPolicy(new RetryPolicy(4, TimeSpan.FromMilliseconds(50))));

    /// <summary>Gives what it was given, whatever it is.</summary>
    [Function(nameof(Large))]
    public static Task<string> Large([OrchestrationTrigger] TaskOrchestrationContext context, string text) =>
        context.CallActivityAsync<string>(nameof(Echo), text);

    /// <summary>Gives a record back as an activity has made it.</summary>
    [Function(nameof(Shape))]
    public static Task<Shaped> Shape([OrchestrationTrigger] TaskOrchestrationContext context, Shaped shape) =>
        context.CallActivityAsync<Shaped>(nameof(Same), shape);

    /// <summary>Gives what it was given.</summary>
    [Function(nameof(Echo))]
    public static string Echo([ActivityTrigger] string text) => text;

    /// <summary>Gives what it was given.</summary>
    [Function(nameof(Same))]
    public static Shaped Same([ActivityTrigger] Shaped shape) => shape;

    /// <summary>Multiplies a number by itself.</summary>
    [Function(nameof(Square))]
    public static int Square([ActivityTrigger] int number) => number * number;

    /// <summary>Fails as often as it is told to.</summary>
    [Function(nameof(FailTimes))]
    public void FailTimes([ActivityTrigger] int times, FunctionContext context)
    {
        journal.Write("try");
        if (journal.Count("try") <= times)
        {
            throw new ArgumentException($"not yet, {context.FunctionDefinition.Name}");
        }
    }

    /// <summary>Leaves its line, behind the gate if it is the sixth.</summary>
    [Function(nameof(Step))]
    public async Task Step([ActivityTrigger] int step, CancellationToken cancellationToken)
    {
        if (step == 6)
        {
            journal.Write("begin");
            await journal.PassAsync("step", cancellationToken);
        }

        journal.Write($"step {step}");
    }
}

/// <summary>What JSON could come to harm by: a date, a fraction, something that looks like a date.</summary>
public sealed record Shaped(DateTimeOffset At, double Fraction, string Text);
