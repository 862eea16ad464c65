namespace Microsoft.Azure.Functions.Worker;

/// <summary>One invocation of a function.</summary>
public abstract class FunctionContext
{
    /// <summary>An identifier of this invocation.</summary>
    public abstract string InvocationId { get; }

    /// <summary>The function's identifier.</summary>
    public abstract string FunctionId { get; }

    /// <summary>The services of this invocation's scope.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>What is invoked.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>Things shared within this invocation.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Cancelled when the host stops or, for HTTP, the caller goes away.</summary>
    public virtual CancellationToken CancellationToken { get; }
}
