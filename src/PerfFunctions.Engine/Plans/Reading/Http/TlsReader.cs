using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Reads the parts of <c>tls:</c>.</summary>
internal static class TlsReader
{
    private const string AuthorityAllowed = "one or more certificates in PEM, from -----BEGIN CERTIFICATE----- on";
    private const string CertificateAllowed = "'${secret(name)}' whose value is a certificate and its key in PEM";

    /// <summary>PEM certificates to trust; they are no secret.</summary>
    public static string? ReadAuthority(Field field)
    {
        if (field.Text(AuthorityAllowed, PlanLimits.BodyLength) is not { } pem)
        {
            return null;
        }

        X509Certificate2Collection certificates = [];
        try
        {
            certificates.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            certificates.Clear();
        }

        if (certificates.Count == 0)
        {
            field.Refuse("it contains no readable certificate", AuthorityAllowed);
        }

        foreach (X509Certificate2 certificate in certificates)
        {
            certificate.Dispose();
        }

        return pem;
    }

    /// <summary>The client's own certificate; its key has no place in a plan.</summary>
    public static string? ReadCertificate(Field field, VariableScope scope)
    {
        if (field.Text(CertificateAllowed, PlanLimits.BodyLength) is not { } text)
        {
            return null;
        }

        if (!text.Contains("${", StringComparison.Ordinal))
        {
            // Reported without its value, which may well be a key.
            field.Problems.Add(field.Path, field.Node.Line, null, "a plan must not contain the key of a certificate", CertificateAllowed);
            return null;
        }

        scope.Check(field, text, TemplatePlace.Constant);
        return text;
    }
}
