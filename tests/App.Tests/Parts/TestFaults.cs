using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace PerfFunctions.App.Tests.Parts;

/// <summary>Functions that fail as faulty code would make them, and how often each was called.</summary>
internal sealed class TestFaults : IFunctionsWorkerMiddleware
{
    // Durable's own middleware, which names the kind of a failure to the engine, is inside of this one.
    private static readonly Type Named = typeof(OrchestrationTriggerAttribute).Assembly.GetTypes().Single(type => type.Name == "DurableSerializationException");

    private readonly ConcurrentDictionary<string, (Exception Fault, int Calls)> _faults = new();

    public ConcurrentDictionary<string, int> Calls { get; } = new();

    /// <summary>Has the first calls of a function fail, all of them if no number is given.</summary>
    public void Fail(string function, Exception? fault = null, int calls = int.MaxValue) =>
        _faults[function] = ((Exception)Activator.CreateInstance(
            Named, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null, [fault ?? new InvalidOperationException("a fault of the test")], null)!, calls);

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        string name = context.FunctionDefinition.Name;
        int calls = Calls.AddOrUpdate(name, 1, (_, before) => before + 1);
        return _faults.TryGetValue(name, out (Exception Fault, int Calls) planned) && calls <= planned.Calls ? Task.FromException(planned.Fault) : next(context);
    }
}
