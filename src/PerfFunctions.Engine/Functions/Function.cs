using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Functions;

/// <summary>A function that expressions may call.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Form">How it is called, such as <c>random(1, 100)</c>.</param>
/// <param name="Meaning">What it gives.</param>
/// <param name="Call">Its value; null when it has none for these arguments.</param>
public sealed record Function(string Name, string Form, string Meaning, FunctionBody Call)
{
    /// <summary>The least number of arguments.</summary>
    public int MinArguments { get; init; }

    /// <summary>The greatest number of arguments.</summary>
    public int MaxArguments { get; init; }

    /// <summary>Whether it differs from one iteration to the next, whatever its arguments.</summary>
    public bool Varies { get; init; }

    /// <summary>The argument that signs, and that the result does not give away; null for none.</summary>
    public int? KeyArgument { get; init; }

    /// <summary>Whether the arguments that stand in the plan are such that it has a value; null for one that does not.</summary>
    public bool Accepts(IReadOnlyList<Value?> arguments) =>
        arguments.Count >= MinArguments && arguments.Count <= MaxArguments &&
        (!arguments.All(a => a is not null) || Call(ConstantContext.WithoutSecrets, [.. arguments.Select(a => a!.Value)]) is not null);
}

/// <summary>The value of a function; null when it has none for these arguments.</summary>
/// <param name="context">What it refers to.</param>
/// <param name="arguments">As many as the function takes.</param>
public delegate Value? FunctionBody(IEvaluationContext context, ReadOnlySpan<Value> arguments);
