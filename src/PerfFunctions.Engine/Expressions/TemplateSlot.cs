using PerfFunctions.Engine.Functions;

namespace PerfFunctions.Engine.Expressions;

/// <summary>A place in a <see cref="TextTemplate"/> that is filled in.</summary>
/// <param name="Text">As written between the braces.</param>
/// <param name="Expression">What it is filled in with.</param>
public sealed record TemplateSlot(string Text, Expression Expression)
{
    /// <summary>Whether it is filled into an address as it is. What is percent-encoded already is not encoded again.</summary>
    public bool IsRaw => Expression is CallExpression { Function.Name: EncodingFunctions.Raw or EncodingFunctions.UrlEncode };
}
