namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a function is.</summary>
public abstract class FunctionDefinition
{
    /// <summary>The full path of its assembly.</summary>
    public abstract string PathToAssembly { get; }

    /// <summary>The full name of its method.</summary>
    public abstract string EntryPoint { get; }

    /// <summary>An identifier, unique in the process.</summary>
    public abstract string Id { get; }

    /// <summary>Its name.</summary>
    public abstract string Name { get; }
}
