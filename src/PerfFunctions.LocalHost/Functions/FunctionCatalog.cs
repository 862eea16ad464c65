using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace PerfFunctions.LocalHost.Functions;

/// <summary>The functions of an assembly.</summary>
internal sealed class FunctionCatalog
{
    private readonly Dictionary<(FunctionKind, string), FunctionEntry> _byName;

    private FunctionCatalog(IReadOnlyList<FunctionEntry> all)
    {
        All = all;
        _byName = all.ToDictionary(function => (function.Kind, function.Name.ToUpperInvariant()));
    }

    public IReadOnlyList<FunctionEntry> All { get; }

    /// <summary>Finds the functions; two with one name, or one without exactly one trigger, are refused.</summary>
    public static FunctionCatalog Read(Assembly assembly, Predicate<Type> counts)
    {
        const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        FunctionEntry[] all =
        [
            .. from type in assembly.GetTypes()
               where counts(type)
               from method in type.GetMethods(Public)
               let attribute = method.GetCustomAttribute<FunctionAttribute>()
               where attribute is not null
               select Read(method, attribute.Name),
        ];
        if (all.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new InvalidOperationException(
                $"Two functions are named '{twice.Key}': {string.Join(" and ", twice.Select(function => Where(function.Method)))}.");
        }

        return new(all);
    }

    public FunctionEntry? Find(FunctionKind kind, string name) => _byName.GetValueOrDefault((kind, name.ToUpperInvariant()));

    public FunctionEntry? Find(string name) =>
        All.FirstOrDefault(function => string.Equals(function.Name, name, StringComparison.OrdinalIgnoreCase));

    private static FunctionEntry Read(MethodInfo method, string name)
    {
        var triggers = method.GetParameters()
            .Select(parameter => (parameter, trigger: parameter.GetCustomAttribute<TriggerBindingAttribute>()))
            .Where(pair => pair.trigger is not null)
            .ToArray();
        if (triggers is not [var (parameter, trigger)])
        {
            throw new InvalidOperationException($"Function '{name}' ({Where(method)}) has {triggers.Length} triggers; it takes one.");
        }

        return trigger switch
        {
            HttpTriggerAttribute => new(name, FunctionKind.Http, method, parameter, trigger),
            TimerTriggerAttribute => new(name, FunctionKind.Timer, method, parameter, trigger),
            OrchestrationTriggerAttribute o => new(o.Orchestration ?? name, FunctionKind.Orchestration, method, parameter, trigger),
            ActivityTriggerAttribute a => new(a.Activity ?? name, FunctionKind.Activity, method, parameter, trigger),
            _ => throw new InvalidOperationException($"Function '{name}' ({Where(method)}) has a trigger that this host does not run."),
        };
    }

    private static string Where(MethodInfo method) => $"{method.DeclaringType?.FullName}.{method.Name}";
}
