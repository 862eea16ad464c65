using Microsoft.Azure.Functions.Worker;

namespace PerfFunctions.LocalHost.Functions;

/// <inheritdoc />
internal sealed class LocalFunctionDefinition(FunctionEntry function) : FunctionDefinition
{
    public override string PathToAssembly => function.Method.Module.FullyQualifiedName;

    public override string EntryPoint => $"{function.Method.DeclaringType?.FullName}.{function.Method.Name}";

    public override string Id => function.Name;

    public override string Name => function.Name;
}
