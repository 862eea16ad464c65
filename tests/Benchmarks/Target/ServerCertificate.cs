using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PerfFunctions.Benchmarks.Target;

/// <summary>The certificate of the server, signed by itself: who trusts it checks it in full.</summary>
internal static class ServerCertificate
{
    private const string Certificate = "certificate.pem";
    private const string Key = "key.pem";

    /// <summary>Where a folder has its certificate in PEM.</summary>
    public static string CertificateIn(string folder) => Path.Combine(folder, Certificate);

    /// <summary>Where a folder has its key in PEM.</summary>
    public static string KeyIn(string folder) => Path.Combine(folder, Key);

    /// <summary>Makes one for 127.0.0.1, on the curve that servers use most.</summary>
    public static void Write(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=benchmark", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(CertificateIn(folder), certificate.ExportCertificatePem());
        File.WriteAllText(KeyIn(folder), key.ExportPkcs8PrivateKeyPem());
    }
}
