using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PerfFunctions.Engine.Network;

namespace PerfFunctions.Load.Tls;

/// <summary>Which servers are believed: those that the machine trusts, and those whose authority the plan brings.</summary>
internal sealed class TrustedRoots(string? authorityPem)
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";

    private readonly X509Certificate2Collection _roots = Read(authorityPem);

    /// <summary>
    /// How a chain is built: from what the server sends and what is trusted here. An address inside a certificate is the
    /// server's word, so nothing is fetched from there.
    /// </summary>
    public static X509ChainPolicy Policy()
    {
        X509ChainPolicy policy = new() { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.ApplicationPolicy.Add(new Oid(ServerUse));
        return policy;
    }

    /// <summary>Decides over a server's certificates; for the engine's own TLS.</summary>
    /// <param name="certificates">In DER, the server's own first.</param>
    /// <param name="host">The host that was asked for.</param>
    /// <exception cref="CertificateRefusedException">They are not believed.</exception>
    public void Check(IReadOnlyList<byte[]> certificates, string host)
    {
        if (certificates.Count == 0)
        {
            Check(null, null, SslPolicyErrors.RemoteCertificateNotAvailable);
            return;
        }

        X509Certificate2Collection all = [.. certificates.Select(Loaded)];
        try
        {
            using X509Chain chain = new() { ChainPolicy = Policy() };
            chain.ChainPolicy.ExtraStore.AddRange(all);
            SslPolicyErrors errors = chain.Build(all[0]) ? SslPolicyErrors.None : SslPolicyErrors.RemoteCertificateChainErrors;
            errors |= IsFor(all[0], host) ? SslPolicyErrors.None : SslPolicyErrors.RemoteCertificateNameMismatch;
            Check(all[0], chain, errors);
        }
        finally
        {
            foreach (X509Certificate2 certificate in all)
            {
                certificate.Dispose();
            }
        }
    }

    /// <summary>Decides over a server's certificate that the platform has looked at.</summary>
    /// <exception cref="CertificateRefusedException">It is not believed.</exception>
    public bool Check(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.RemoteCertificateChainErrors && _roots.Count > 0 && certificate is not null)
        {
            using X509Chain own = new() { ChainPolicy = Policy() };
            own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            own.ChainPolicy.CustomTrustStore.AddRange(_roots);
            own.ChainPolicy.ExtraStore.AddRange(chain?.ChainPolicy.ExtraStore ?? []);
            using X509Certificate2 copy = new(certificate);
            return own.Build(copy) ? true : throw new CertificateRefusedException(ReasonOf(errors, own));
        }

        return errors == SslPolicyErrors.None ? true : throw new CertificateRefusedException(ReasonOf(errors, chain));
    }

    private static bool IsFor(X509Certificate2 certificate, string host)
    {
        try
        {
            return certificate.MatchesHostname(host);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            // A host that no certificate can name, or names that cannot be read.
            return false;
        }
    }

    private static X509Certificate2 Loaded(byte[] der)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(der);
        }
        catch (CryptographicException)
        {
            throw new CertificateRefusedException("its chain is broken");
        }
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

        X509ChainStatusFlags flags = (chain?.ChainStatus ?? []).Aggregate(
            X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        return flags.HasFlag(X509ChainStatusFlags.NotTimeValid) ? "it has expired or is not valid yet"
            : flags.HasFlag(X509ChainStatusFlags.UntrustedRoot) || flags.HasFlag(X509ChainStatusFlags.PartialChain)
                ? "its authority is unknown"
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
