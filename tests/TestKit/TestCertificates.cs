using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PerfFunctions.TestKit;

/// <summary>A certificate authority of the tests' own, and what it signs.</summary>
public sealed class TestCertificates : IDisposable
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(30);

    private readonly X509Certificate2 _authority;

    /// <summary>Makes an authority that nobody trusts yet.</summary>
    public TestCertificates()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=Test authority", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _authority = request.CreateSelfSigned(DateTimeOffset.UtcNow - Life, DateTimeOffset.UtcNow + Life);
    }

    /// <summary>The authority's certificate in PEM, to be trusted.</summary>
    public string AuthorityPem => _authority.ExportCertificatePem();

    /// <summary>Whether this authority signed a certificate.</summary>
    public bool Signed(X509Certificate2 certificate) => certificate.Issuer == _authority.Subject;

    /// <summary>A server's certificate for a name, and 127.0.0.1 when the name is <c>localhost</c>.</summary>
    public X509Certificate2 ForServer(string name, bool isExpired = false)
    {
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(name);
        if (name == "localhost")
        {
            names.AddIpAddress(System.Net.IPAddress.Loopback);
        }

        return Sign($"CN={name}", names, isExpired);
    }

    /// <summary>A client's certificate and key in PEM.</summary>
    /// <param name="name">Its subject's name.</param>
    /// <param name="onCurve">Whether its key is on an elliptic curve, not RSA's.</param>
    public string ClientPem(string name, bool onCurve = false)
    {
        if (!onCurve)
        {
            using X509Certificate2 certificate = Sign($"CN={name}", null, isExpired: false);
            return certificate.ExportCertificatePem() + "\n" + certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem();
        }

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using X509Certificate2 signed = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256).Create(
            _authority.SubjectName,
            X509SignatureGenerator.CreateForRSA(_authority.GetRSAPrivateKey()!, RSASignaturePadding.Pkcs1),
            now.AddDays(-1),
            now.AddDays(1),
            RandomNumberGenerator.GetBytes(8));
        return signed.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem();
    }

    /// <inheritdoc />
    public void Dispose() => _authority.Dispose();

    private X509Certificate2 Sign(string subject, SubjectAlternativeNameBuilder? names, bool isExpired)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        if (names is not null)
        {
            request.CertificateExtensions.Add(names.Build());
        }

        DateTimeOffset until = DateTimeOffset.UtcNow + (isExpired ? TimeSpan.FromDays(-1) : TimeSpan.FromDays(10));
        using X509Certificate2 signed = request.Create(
            _authority, DateTimeOffset.UtcNow - TimeSpan.FromDays(20), until, RandomNumberGenerator.GetBytes(8));
        using X509Certificate2 whole = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null, X509KeyStorageFlags.Exportable);
    }
}
