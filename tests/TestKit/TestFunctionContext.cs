using Microsoft.Azure.Functions.Worker;

namespace PerfFunctions.TestKit;

/// <summary>One invocation of a function that a test calls itself.</summary>
/// <param name="cancellation">Falls when the host is to stop.</param>
public sealed class TestFunctionContext(CancellationToken cancellation = default) : FunctionContext
{
    /// <inheritdoc />
    public override string InvocationId => "test";

    /// <inheritdoc />
    public override string FunctionId => "test";

    /// <inheritdoc />
    public override IServiceProvider InstanceServices { get; set; } = null!;

    /// <inheritdoc />
    public override FunctionDefinition FunctionDefinition => throw new NotSupportedException("No function of this app reads its definition.");

    /// <inheritdoc />
    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    /// <inheritdoc />
    public override CancellationToken CancellationToken => cancellation;
}
