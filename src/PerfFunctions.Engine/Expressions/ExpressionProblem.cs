namespace PerfFunctions.Engine.Expressions;

/// <summary>What is wrong with an expression or with a text that holds one.</summary>
/// <param name="Column">Where, from 1, in the whole text.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Allowed">What is right.</param>
public sealed record ExpressionProblem(int Column, string Message, string Allowed)
{
    /// <summary>In JSON, the line on which its text begins, from 1.</summary>
    public int Line { get; init; } = 1;
}

/// <summary>Ends the parsing of an expression.</summary>
internal sealed class ExpressionFormatException(ExpressionProblem problem) : FormatException(problem.Message)
{
    public ExpressionProblem Problem => problem;
}
