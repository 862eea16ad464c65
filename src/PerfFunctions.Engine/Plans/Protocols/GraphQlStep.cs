namespace PerfFunctions.Engine.Plans.Protocols;

/// <summary>
/// Sends a GraphQL operation as a POST of JSON. <c>errors</c> in the response are a failure, whatever its status, unless
/// <see cref="RequestStep.Expect"/> says something of them.
/// </summary>
public sealed record GraphQlStep : HttpStep
{
    /// <inheritdoc />
    public override string Key => "graphql";

    /// <summary>Whether the plan itself says what <c>errors</c> the response has.</summary>
    public bool ExpectsErrors => Expect.Json.Any(j => j.Path.ToString().StartsWith("$.errors", StringComparison.Ordinal));
}
