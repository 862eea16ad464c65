using Microsoft.Azure.Functions.Worker;

namespace PerfFunctions.LocalHost.Functions;

/// <inheritdoc />
internal sealed class LocalFunctionContext(
    FunctionEntry function, string invocationId, IServiceProvider services, CancellationToken cancellation) : FunctionContext
{
    public override string InvocationId => invocationId;

    public override string FunctionId => function.Name;

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition { get; } = new LocalFunctionDefinition(function);

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override CancellationToken CancellationToken => cancellation;
}
