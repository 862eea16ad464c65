using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Http;
using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.Targets;

/// <summary>Says what a target has to show before it is tested.</summary>
public sealed class TargetsApi(TargetVerifier verifier, TargetTokens tokens)
{
    private static readonly string[] Schemes = [Uri.UriSchemeHttps, Uri.UriSchemeHttp];

    /// <summary>
    /// What to put where for a host, with its port unless it is the default, and whether it verifies now; <c>?scheme=http</c> for
    /// a site without TLS.
    /// </summary>
    [Function("GetTarget")]
    [RequireRole(Role.Read)]
    [Answers(typeof(TargetView))]
    [Query("scheme", "'http' for a site without TLS.")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/targets/{host}")] HttpRequest request, string host,
        CancellationToken cancellationToken)
    {
        string scheme = request.Query["scheme"].FirstOrDefault() ?? Uri.UriSchemeHttps;
        List<FieldProblem> problems = [];
        if (!Schemes.Contains(scheme))
        {
            problems.Add(new FieldProblem("scheme", scheme, "is not a target scheme", "https, http"));
        }

        if (!Uri.TryCreate($"https://{host}/", UriKind.Absolute, out Uri? address) || address.PathAndQuery != "/"
            || address.UserInfo.Length + address.Fragment.Length > 0)
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
