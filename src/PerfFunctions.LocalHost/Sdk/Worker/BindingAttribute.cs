namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>Base of the attributes that bind a parameter of a function.</summary>
public abstract class BindingAttribute : Attribute;
