using PerfFunctions.Api;
using PerfFunctions.Engine.Network;

namespace PerfFunctions.App.Targets;

/// <summary>Finds out whether a target may be tested, now.</summary>
public sealed class TargetVerifier(TargetPolicies policies, TargetTokens tokens, TokenFile file, TokenRecord record)
{
    /// <summary>What there is to show for the place that an address belongs to.</summary>
    public async Task<TargetProof> ProveAsync(Uri address, CancellationToken cancellationToken)
    {
        string host = HostPattern.Of(address);
        if (policies.Settings.IsListed(host))
        {
            return new TargetProof(ProofKind.Settings, null, null);
        }

        if (tokens.Of(host) is not { } token)
        {
            return new TargetProof(ProofKind.None, "the service has no Perf:Targets:Secret to derive a token from", null);
        }

        // An address has no name that a record could belong to.
        Task<string?> asked = HostPattern.IsLiteral(host)
            ? Task.FromResult<string?>("an IP address has no DNS record")
            : record.ProblemAsync(host, token, cancellationToken);
        string? fileProblem = await file.ProblemAsync(address, token, cancellationToken);
        string? recordProblem = await asked;
        return new TargetProof(
            fileProblem is null ? ProofKind.File : recordProblem is null ? ProofKind.Record : ProofKind.None, fileProblem, recordProblem);
    }
}

/// <summary>What shows that a target may be tested.</summary>
/// <param name="Kind">What does.</param>
/// <param name="File">Why the file does not; null when it does, or was not asked for.</param>
/// <param name="Record">Why the DNS record does not; null when it does, or was not asked for.</param>
public sealed record TargetProof(ProofKind Kind, string? File, string? Record);
