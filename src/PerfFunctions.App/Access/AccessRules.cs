using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;

namespace PerfFunctions.App.Access;

/// <summary>What role each function with an HTTP trigger asks for, by the function's entry point.</summary>
public sealed class AccessRules
{
    private readonly Dictionary<string, Role> _needed;

    /// <summary>The rules of this app.</summary>
    public AccessRules()
        : this(typeof(AccessRules).Assembly.GetTypes())
    {
    }

    /// <summary>The rules of the functions in some types.</summary>
    /// <exception cref="InvalidOperationException">A function with an HTTP trigger has no <see cref="RequireRoleAttribute"/>; all
    /// such are named.</exception>
    public AccessRules(IEnumerable<Type> types)
    {
        MethodInfo[] functions = [.. types.SelectMany(type => type.GetMethods()).Where(HasHttpTrigger)];
        string[] open = [.. functions.Where(method => !method.IsDefined(typeof(RequireRoleAttribute))).Select(EntryPoint)];
        if (open.Length > 0)
        {
            throw new InvalidOperationException($"These functions declare no role: {string.Join(", ", open)}. Add [RequireRole(Role.…)].");
        }

        _needed = functions.ToDictionary(EntryPoint, method => method.GetCustomAttribute<RequireRoleAttribute>()!.Role);
    }

    /// <summary>The role that a function asks for; null where it is not started by HTTP.</summary>
    /// <param name="entryPoint">Full name of its method, as <see cref="FunctionDefinition.EntryPoint"/> has it.</param>
    public Role? Needed(string entryPoint) => _needed.TryGetValue(entryPoint, out Role role) ? role : null;

    private static bool HasHttpTrigger(MethodInfo method) =>
        method.IsDefined(typeof(FunctionAttribute)) && method.GetParameters().Any(parameter => parameter.IsDefined(typeof(HttpTriggerAttribute)));

    private static string EntryPoint(MethodInfo method) => $"{method.DeclaringType!.FullName}.{method.Name}";
}
