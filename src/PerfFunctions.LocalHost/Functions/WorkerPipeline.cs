using Microsoft.Azure.Functions.Worker.Middleware;

namespace PerfFunctions.LocalHost.Functions;

/// <summary>The steps that every invocation goes through, in the order in which they were added.</summary>
internal sealed class WorkerPipeline
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _steps = [];

    public void Add(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> step) => _steps.Add(step);

    /// <summary>All steps before <paramref name="last"/>.</summary>
    public FunctionExecutionDelegate Before(FunctionExecutionDelegate last) =>
        Enumerable.Reverse(_steps).Aggregate(last, (next, step) => step(next));
}
