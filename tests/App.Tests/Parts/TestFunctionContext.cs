using Microsoft.Azure.Functions.Worker;

namespace PerfFunctions.App.Tests.Parts;

/// <summary>One invocation of a function that a test calls itself.</summary>
/// <param name="cancellationToken">Falls when the host is to stop.</param>
internal sealed class TestFunctionContext(CancellationToken cancellationToken = default) : FunctionContext
{
    public override string InvocationId => "test";

    public override string FunctionId => "test";

    public override IServiceProvider InstanceServices { get; set; } = null!;

    public override FunctionDefinition FunctionDefinition => throw NotRead();

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override TraceContext TraceContext => throw NotRead();

    public override BindingContext BindingContext => throw NotRead();

    public override RetryContext RetryContext => throw NotRead();

    public override IInvocationFeatures Features => throw NotRead();

    public override CancellationToken CancellationToken => cancellationToken;

    private static NotSupportedException NotRead() => new("No function of this app reads it.");
}
