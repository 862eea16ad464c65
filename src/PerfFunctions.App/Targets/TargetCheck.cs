using System.Net;
using System.Net.Sockets;
using PerfFunctions.Api;
using PerfFunctions.App.Quotas;
using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;

namespace PerfFunctions.App.Targets;

/// <summary>Keeps runs from what is not the asker's to test: each address that a plan names is looked at before each run.</summary>
public sealed class TargetCheck(TargetPolicies policies, TargetTokens tokens, TargetVerifier verifier, TimeProvider time) : IAdmissionCheck
{
    private const int AtOnce = 8;
    private static readonly TimeSpan LookupLimit = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    public async Task<IReadOnlyList<PlanProblem>> ProblemsAsync(CheckedRun run, CancellationToken cancellationToken)
    {
        NamedAddress[] named = [.. Bases(run), .. PlanAddresses.Of(run.Plan), .. PlanHosts.Of(run.Plan, run.Target)];
        using var places = new SemaphoreSlim(AtOnce);
        Dictionary<(string Origin, AddressUse Use), Task<Refusal?>> looks = named.Where(a => !a.IsOpen)
            .DistinctBy(Key)
            .ToDictionary(Key, async a =>
            {
                await places.WaitAsync(cancellationToken);
                try
                {
                    return await RefusalAsync(a.Sample!, a.Use, cancellationToken);
                }
                finally
                {
                    places.Release();
                }
            });
        await Task.WhenAll(looks.Values);
        return
        [
            .. named.Select(a => (Address: a, Refusal: a.IsOpen ? Open(a) : looks[Key(a)].Result)).Where(a => a.Refusal is not null)
                .Select(a => new PlanProblem(a.Address.Path, 0, Shown(a.Address.Text), a.Refusal!.Message, a.Refusal.Allowed)),
        ];
    }

    // What has a place that only a pull request fills is looked at when the run itself is planned: it is filled then, or the run ends.
    private static IEnumerable<NamedAddress> Bases(CheckedRun run)
    {
        NamedAddress[] all =
        [
            .. run.Target is null || !run.Plan.Sends ? Array.Empty<NamedAddress>() : [new("target", run.Target, AddressUse.Tested)],
            .. run.Plan.Pages.Where(p => p.Base is not null).Select(p => new NamedAddress($"pages.{p.Name}.against", p.Base!, AddressUse.Tested)),
        ];
        return run.RunId is null ? all.Where(a => !a.Text.Contains('{', StringComparison.Ordinal)) : all;
    }

    private static (string Origin, AddressUse Use) Key(NamedAddress address) => (address.Sample!.GetLeftPart(UriPartial.Authority), address.Use);

    private Refusal? Open(NamedAddress address) =>
        address is { Use: AddressUse.Tested or AddressUse.Named, Sample: { } sample } && policies.Settings.IsListed(HostPattern.Of(sample))
            ? null
            : new("its host is only known when a request is sent, so it cannot be verified before the run",
                "a fixed host, or one that a wildcard in Perf:Targets:Allowed covers");

    private async Task<Refusal?> RefusalAsync(Uri address, AddressUse use, CancellationToken cancellationToken)
    {
        if (use != AddressUse.Named && await LeadsAstrayAsync(HostPattern.Of(address), cancellationToken) is { } astray)
        {
            return astray;
        }

        TargetProof proof = use == AddressUse.Fetched ? new(ProofKind.Settings, null, null) : await verifier.ProveAsync(address, cancellationToken);
        return proof.Kind == ProofKind.None ? Unproven(address, proof) : null;
    }

    // A query may contain a signature, and this text is shown in reports.
    private static string Shown(string address) => address.Split('?', '#')[0];

    // A name that leads nowhere is not danger; the run itself says that it is not found.
    private async Task<Refusal?> LeadsAstrayAsync(string host, CancellationToken cancellationToken)
    {
        IPAddress[] found;
        try
        {
            found = await policies.Fetching.LookUpAsync(host, cancellationToken).WaitAsync(LookupLimit, time, cancellationToken);
        }
        catch (Exception e) when (e is SocketException or TimeoutException)
        {
            return null;
        }

        IPAddress? astray = found.FirstOrDefault(a => policies.Settings.RefusalOf(a) is not null);
        return astray is null
            ? null
            : new Refusal(
                $"{host} resolves to an address that must not be connected to: {policies.Settings.RefusalOf(astray)}",
                AddressRule.KindOf(astray) == AddressKind.Metadata
                    ? "any other host"
                    : "a public address, or one in a network that Perf:Targets:Allowed lists");
    }

    private Refusal Unproven(Uri address, TargetProof proof)
    {
        string host = HostPattern.Of(address);
        return tokens.Of(host) is { } token
            ? new(
                $"{host} is not verified as a target: the file: {proof.File}; the DNS record: {proof.Record}",
                $"'{token}' in {TokenFile.AddressOf(address)}, or as a TXT record of {TargetTokens.RecordName(host)}, or the host in Perf:Targets:Allowed")
            : new($"{host} is not verified as a target, and {proof.File}",
                "the host in Perf:Targets:Allowed, or a Perf:Targets:Secret and its token on the target");
    }

    private sealed record Refusal(string Message, string Allowed);
}
