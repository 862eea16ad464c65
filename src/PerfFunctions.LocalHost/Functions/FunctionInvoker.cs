using System.Reflection;
using System.Runtime.ExceptionServices;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using PerfFunctions.LocalHost.Hosting;

namespace PerfFunctions.LocalHost.Functions;

/// <summary>Runs a function once: goes through the pipeline, makes its class, binds its parameters, awaits its result.</summary>
internal sealed class FunctionInvoker(IServiceScopeFactory scopes, IIdSource ids, WorkerPipeline pipeline)
{
    /// <summary>Runs a function in a scope of its own.</summary>
    /// <returns>What it returned; null for none, or where a step of the pipeline did not let it run.</returns>
    public async Task<object?> InvokeAsync(
        FunctionEntry function, TriggerBinder bind, CancellationToken cancellation, Action<FunctionContext>? prepare = null)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        return await InvokeAsync(function, bind, scope.ServiceProvider, cancellation, prepare);
    }

    /// <summary>Runs a function in the given scope.</summary>
    /// <returns>What it returned; null for none, or where a step of the pipeline did not let it run.</returns>
    public async Task<object?> InvokeAsync(
        FunctionEntry function,
        TriggerBinder bind,
        IServiceProvider services,
        CancellationToken cancellation,
        Action<FunctionContext>? prepare = null)
    {
        var context = new LocalFunctionContext(function, ids.Next(), services, cancellation);
        prepare?.Invoke(context);
        object? result = null;
        await pipeline.Before(async passed => result = await RunAsync(function, bind, passed))(context);
        return result;
    }

    private static async Task<object?> RunAsync(FunctionEntry function, TriggerBinder bind, FunctionContext context)
    {
        object? target = function.Method.IsStatic
            ? null
            : ActivatorUtilities.CreateInstance(context.InstanceServices, function.Method.DeclaringType!);
        try
        {
            object?[] arguments = [.. function.Method.GetParameters().Select(parameter => Bind(function, parameter, context, bind))];
            return await ResultAsync(function.Method.ReturnType, Call(function.Method, target, arguments));
        }
        finally
        {
            await DisposeAsync(target);
        }
    }

    private static object? Bind(FunctionEntry function, ParameterInfo parameter, FunctionContext context, TriggerBinder bind)
    {
        if (parameter.IsDefined(typeof(DurableClientAttribute)))
        {
            return context.InstanceServices.GetRequiredService<DurableTaskClient>();
        }

        if (parameter.ParameterType == typeof(FunctionContext))
        {
            return context;
        }

        if (parameter.ParameterType == typeof(CancellationToken))
        {
            return context.CancellationToken;
        }

        BoundValue bound = bind(parameter) ?? throw new InvalidOperationException(
            $"Function '{function.Name}' has a parameter '{parameter.Name}' of type {parameter.ParameterType.Name} that nothing is bound to.");
        return bound.Value;
    }

    private static object? Call(MethodInfo method, object? target, object?[] arguments)
    {
        try
        {
            return method.Invoke(target, arguments);
        }
        catch (TargetInvocationException wrapped) when (wrapped.InnerException is not null)
        {
            ExceptionDispatchInfo.Throw(wrapped.InnerException);
            throw;
        }
    }

    // What counts is the type that the method declares: one of type Task may return the Task<T> of another, whose result is not its own.
    private static async Task<object?> ResultAsync(Type declared, object? returned)
    {
        if (returned is ValueTask plain)
        {
            await plain;
            return null;
        }

        if (declared == typeof(Task))
        {
            await (Task)returned!;
            return null;
        }

        if (returned is not null && IsValueTaskOfT(returned.GetType()))
        {
            returned = returned.GetType().GetMethod(nameof(ValueTask<>.AsTask))!.Invoke(returned, null);
        }

        if (returned is not Task task)
        {
            return returned;
        }

        await task;
        return task.GetType().GetProperty(nameof(Task<>.Result))?.GetValue(task);
    }

    private static bool IsValueTaskOfT(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>);

    private static async ValueTask DisposeAsync(object? target)
    {
        if (target is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync();
        }
        else
        {
            (target as IDisposable)?.Dispose();
        }
    }
}
