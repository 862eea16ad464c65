using System.Reflection;

namespace PerfFunctions.LocalHost.Functions;

/// <summary>Gives a parameter what the trigger has for it; null if the trigger has nothing for this parameter.</summary>
internal delegate BoundValue? TriggerBinder(ParameterInfo parameter);

/// <summary>A parameter's value, which may be null.</summary>
internal sealed record BoundValue(object? Value);
