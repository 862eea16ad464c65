namespace Microsoft.Azure.Functions.Worker;

/// <summary>Makes a public method a function.</summary>
/// <param name="name">The function's name, unique in the app.</param>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute(string name) : Attribute
{
    /// <summary>The function's name, unique in the app.</summary>
    public string Name { get; } = name;
}
