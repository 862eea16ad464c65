using System.Reflection;
using System.Reflection.Emit;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using PerfFunctions.Host.Protocol;

namespace PerfFunctions.Host.Triggers;

/// <summary>Runs a function with what its trigger, or the binding of a Durable client, has bound.</summary>
/// <param name="function">Name of the function.</param>
/// <param name="input">What was bound.</param>
/// <param name="cancellationToken">Falls when the host stops.</param>
public delegate Task<object?> TriggerInvoker(string function, object? input, CancellationToken cancellationToken);

/// <summary>
/// WebJobs finds functions as methods whose parameters carry trigger attributes. This class makes them: one method for each
/// function of the app, which hands what the trigger brings to a <see cref="TriggerInvoker"/>.
/// </summary>
internal static class TriggerMethods
{
    /// <summary>Name of the method that the binding of a Durable client is asked for by.</summary>
    public const string Client = "DurableClient";

    private const string InvokerField = "Invoker";

    /// <summary>Makes a type with the methods.</summary>
    public static Type Create(IEnumerable<AppFunction> functions, TriggerInvoker invoker)
    {
        AssemblyBuilder assembly = AssemblyBuilder.DefineDynamicAssembly(new("PerfFunctions.Host.Methods"), AssemblyBuilderAccess.Run);
        TypeBuilder type = assembly.DefineDynamicModule("Methods").DefineType(
            "Functions", TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed);
        FieldBuilder field = type.DefineField(InvokerField, typeof(TriggerInvoker), FieldAttributes.Public | FieldAttributes.Static);
        MethodBuilder client = DefineMethod(type, field, Client, (typeof(string), typeof(Task)), Attribute(typeof(DurableClientAttribute)));
        client.SetCustomAttribute(Attribute(typeof(NoAutomaticTriggerAttribute)));
        foreach (AppFunction function in functions)
        {
            switch (function.Trigger.Kind)
            {
                case TriggerKind.Orchestration:
                    DefineMethod(
                        type, field, function.Name, (typeof(string), typeof(Task<object>)), Attribute(typeof(OrchestrationTriggerAttribute)));
                    break;
                case TriggerKind.Activity:
                    DefineMethod(type, field, function.Name, (typeof(string), typeof(Task<object>)), Attribute(typeof(ActivityTriggerAttribute)));
                    break;
                case TriggerKind.Timer:
                    DefineMethod(type, field, function.Name, (typeof(TimerInfo), typeof(Task)), TimerAttribute(function.Trigger));
                    break;
            }
        }

        Type created = type.CreateType();
        created.GetField(InvokerField)!.SetValue(null, invoker);
        return created;
    }

    // static TASK NAME([trigger] INPUT input, CancellationToken cancellationToken) => Invoker(NAME, input, cancellationToken);
    private static MethodBuilder DefineMethod(
        TypeBuilder type, FieldBuilder invoker, string name, (Type Input, Type Task) types, CustomAttributeBuilder trigger)
    {
        MethodBuilder method = type.DefineMethod(
            name, MethodAttributes.Public | MethodAttributes.Static, types.Task, [types.Input, typeof(CancellationToken)]);
        method.SetCustomAttribute(Attribute(typeof(FunctionNameAttribute), name));
        method.DefineParameter(1, ParameterAttributes.None, "input").SetCustomAttribute(trigger);
        method.DefineParameter(2, ParameterAttributes.None, "cancellationToken");
        ILGenerator code = method.GetILGenerator();
        code.Emit(OpCodes.Ldsfld, invoker);
        code.Emit(OpCodes.Ldstr, name);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Callvirt, typeof(TriggerInvoker).GetMethod(nameof(TriggerInvoker.Invoke))!);
        code.Emit(OpCodes.Ret);
        return method;
    }

    private static CustomAttributeBuilder Attribute(Type attribute, params object[] arguments) =>
        new(attribute.GetConstructor([.. arguments.Select(argument => argument.GetType())])!, arguments);

    private static CustomAttributeBuilder TimerAttribute(FunctionTrigger trigger)
    {
        Type attribute = typeof(TimerTriggerAttribute);
        return new(
            attribute.GetConstructor([typeof(string)])!,
            [trigger.Text("schedule")!],
            [attribute.GetProperty(nameof(TimerTriggerAttribute.RunOnStartup))!, attribute.GetProperty(nameof(TimerTriggerAttribute.UseMonitor))!],
            [trigger.Flag("runOnStartup", false), trigger.Flag("useMonitor", true)]);
    }
}
