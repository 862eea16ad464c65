using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PerfFunctions.App.CodeHosts;

namespace PerfFunctions.App.Runs.Orchestrations;

/// <summary>Has a command carried out, however long GitHub cannot be asked whether it may be.</summary>
public static class HandleCommand
{
    /// <summary>Gives why it could not be carried out; null when it was.</summary>
    [Function(RunInstances.Command)]
    public static Task<string?> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, PullRequestCommand command) =>
        context.CarryOutCommandAsync(command);
}
