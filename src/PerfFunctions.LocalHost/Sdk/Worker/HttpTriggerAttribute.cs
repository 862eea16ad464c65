using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts a function by an HTTP request.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Any method, with a function key.</summary>
    public HttpTriggerAttribute()
    {
        AuthLevel = AuthorizationLevel.Function;
    }

    /// <summary>The given methods, with a function key.</summary>
    /// <param name="methods">HTTP methods in any case.</param>
    public HttpTriggerAttribute(params string[] methods)
        : this(AuthorizationLevel.Function, methods)
    {
    }

    /// <summary>Any method, with the given level.</summary>
    /// <param name="authLevel">Which key is asked for.</param>
    public HttpTriggerAttribute(AuthorizationLevel authLevel)
    {
        AuthLevel = authLevel;
    }

    /// <summary>The given methods, with the given level.</summary>
    /// <param name="authLevel">Which key is asked for.</param>
    /// <param name="methods">HTTP methods in any case.</param>
    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    /// <summary>The route below the prefix; the function's name if null.</summary>
    public string? Route { get; set; }

    /// <summary>The methods answered; any if null or empty.</summary>
    public string[]? Methods { get; }

    /// <summary>Which key is asked for.</summary>
    public AuthorizationLevel AuthLevel { get; }
}
