using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.App.Access;
using PerfFunctions.App.Targets;
using PerfFunctions.App.Triggers.Contract;
using PerfFunctions.Engine;
using PerfFunctions.Engine.Guards;

namespace PerfFunctions.App.Triggers;

/// <summary>Says what a target has to show before it is tested.</summary>
public sealed class TargetsApi(TargetVerifier verifier, TargetTokens tokens)
{
    private static readonly string[] Schemes = [Uri.UriSchemeHttps, Uri.UriSchemeHttp];

    /// <summary>What to put where for a host, with its port unless it is the default, and whether it verifies now; <c>?scheme=http</c> for a site without TLS.</summary>
    [Function("GetTarget")]
    [Allows(Role.Read)]
    [Answers(typeof(TargetView))]
    [Query("scheme", "'http' for a site without TLS.")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/targets/{host}")] HttpRequest request, string host, CancellationToken cancellationToken)
    {
        string scheme = request.Query["scheme"].FirstOrDefault() ?? Uri.UriSchemeHttps;
        List<FieldProblem> problems = [];
        if (!Schemes.Contains(scheme))
        {
            problems.Add(new FieldProblem("scheme", scheme, "is not a target scheme", "https, http"));
        }

        if (!Uri.TryCreate($"https://{host}/", UriKind.Absolute, out Uri? address) || address.PathAndQuery != "/" || address.UserInfo.Length + address.Fragment.Length > 0)
        {
            problems.Add(new FieldProblem("host", host, "is not a host", "a host such as shop.example, or shop.example:8443"));
        }

        return problems.Count > 0
            ? Problems.Fields(problems)
            : Results.Json(await ViewAsync(new Uri($"{scheme}://{host}/"), cancellationToken), PerfJson.Options);
    }

    private async Task<TargetView> ViewAsync(Uri address, CancellationToken cancellationToken)
    {
        string host = HostPattern.Of(address);
        TargetProof proof = await verifier.ProveAsync(address, cancellationToken);
        return new TargetView(
            host, tokens.Of(host), TokenFile.AddressOf(address), HostPattern.IsLiteral(host) ? null : TargetTokens.RecordName(host),
            proof.Kind != ProofKind.None, proof.Kind)
        {
            FileProblem = proof.File,
            RecordProblem = proof.Record,
        };
    }
}

/// <summary>Answer of <c>GET api/targets/{host}</c>.</summary>
/// <param name="Host">The host.</param>
/// <param name="Token">What the file or the record has to hold; null where the service has no secret.</param>
/// <param name="File">Where the file has to be.</param>
/// <param name="Record">Name of the TXT record; null for an address.</param>
/// <param name="Verified">Whether it may be tested now.</param>
/// <param name="By">What shows it.</param>
public sealed record TargetView(string Host, string? Token, Uri File, string? Record, bool Verified, ProofKind By)
{
    /// <summary>Why the file does not show it; null when it does, or was not asked for.</summary>
    public string? FileProblem { get; init; }

    /// <summary>Why the record does not show it; null when it does, or was not asked for.</summary>
    public string? RecordProblem { get; init; }
}
