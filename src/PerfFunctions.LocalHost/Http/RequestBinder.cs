using System.ComponentModel;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using PerfFunctions.LocalHost.Functions;

namespace PerfFunctions.LocalHost.Http;

/// <summary>Binds the parameters of an HTTP function: the request, and the route's values by name.</summary>
internal static class RequestBinder
{
    public static TriggerBinder For(HttpRequest request) => parameter =>
    {
        if (parameter.ParameterType == typeof(HttpRequest))
        {
            return new(request);
        }

        object? value = request.RouteValues.GetValueOrDefault(parameter.Name!);
        return new(value is null ? Missing(parameter) : Convert(value.ToString()!, parameter.ParameterType));
    };

    private static object? Missing(ParameterInfo parameter)
    {
        if (parameter.HasDefaultValue)
        {
            return parameter.DefaultValue;
        }

        return parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null;
    }

    private static object? Convert(string text, Type type) =>
        type == typeof(string) ? text : TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
}
