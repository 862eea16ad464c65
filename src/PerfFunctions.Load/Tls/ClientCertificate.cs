using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PerfFunctions.Load.Tls;

/// <summary>Reads the certificate by which a scenario shows who it is.</summary>
internal static class ClientCertificate
{
    /// <summary>Certificate and key from one PEM text.</summary>
    /// <exception cref="CryptographicException">The text holds no certificate with its key.</exception>
    public static X509Certificate2 Read(string pem)
    {
        // A key that came from PEM is not one that every platform's TLS can use; one from PKCS#12 is.
        using var loose = X509Certificate2.CreateFromPem(pem, pem);
        return X509CertificateLoader.LoadPkcs12(loose.Export(X509ContentType.Pfx), password: null);
    }
}
