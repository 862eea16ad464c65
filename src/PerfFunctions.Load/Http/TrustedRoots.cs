using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using PerfFunctions.Engine.Network;

namespace PerfFunctions.Load.Http;

/// <summary>Which servers are believed: those that the machine trusts, and those whose authority the plan brings.</summary>
internal sealed class TrustedRoots(string? authorityPem)
{
    private readonly X509Certificate2Collection _roots = Read(authorityPem);

    /// <summary>Decides over a server's certificate.</summary>
    /// <exception cref="CertificateRefusedException">It is not believed.</exception>
    public bool Check(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.RemoteCertificateChainErrors && _roots.Count > 0 && certificate is not null)
        {
            using X509Chain own = new();
            own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            own.ChainPolicy.CustomTrustStore.AddRange(_roots);
            own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            using X509Certificate2 copy = new(certificate);
            return own.Build(copy) ? true : throw new CertificateRefusedException(ReasonOf(errors, own));
        }

        return errors == SslPolicyErrors.None ? true : throw new CertificateRefusedException(ReasonOf(errors, chain));
    }

    private static string ReasonOf(SslPolicyErrors errors, X509Chain? chain)
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            return "none was sent";
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return "it is for another name";
        }

        X509ChainStatusFlags flags = (chain?.ChainStatus ?? []).Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        return flags.HasFlag(X509ChainStatusFlags.NotTimeValid) ? "it has expired or is not valid yet"
            : flags.HasFlag(X509ChainStatusFlags.UntrustedRoot) || flags.HasFlag(X509ChainStatusFlags.PartialChain) ? "its authority is unknown"
            : "its chain is broken";
    }

    private static X509Certificate2Collection Read(string? pem)
    {
        X509Certificate2Collection roots = [];
        if (pem is not null)
        {
            roots.ImportFromPem(pem);
        }

        return roots;
    }
}
