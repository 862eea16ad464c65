using System.Reflection;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace PerfFunctions.LocalHost.Functions;

/// <summary>A function of the app.</summary>
/// <param name="Name">Its name, or what it is called by if the trigger says so.</param>
/// <param name="Kind">What starts it.</param>
/// <param name="Method">Its code.</param>
/// <param name="TriggerParameter">The parameter with the trigger's attribute.</param>
/// <param name="Trigger">That attribute.</param>
internal sealed record FunctionEntry(
    string Name, FunctionKind Kind, MethodInfo Method, ParameterInfo TriggerParameter, TriggerBindingAttribute Trigger);
