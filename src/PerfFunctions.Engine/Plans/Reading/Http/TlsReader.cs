using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Reads the parts of <c>tls:</c>.</summary>
internal static class TlsReader
{
    private const string AuthorityAllowed = "one or more certificates in PEM, from -----BEGIN CERTIFICATE----- on";
    private const string CertificateAllowed =
        "'${secret(name)}' whose value is a certificate and its key in PEM, or { file, key: '${secret(name)}' }";
    private const string KeyAllowed = "'${secret(name)}' whose value is the key of the certificate in PEM";

    /// <summary>PEM certificates to trust; they are no secret.</summary>
    public static string? ReadAuthority(Field field)
    {
        string? pem = field.Node is MapNode
            ? ReadFile(field.Map(PlanKeys.File), ref field)
            : field.Text(AuthorityAllowed, PlanLimits.BodyLength);
        if (pem is not null && !HoldsCertificate(pem))
        {
            field.Refuse("it contains no readable certificate", AuthorityAllowed);
        }

        return pem;
    }

    /// <summary>The client's own certificate; its key has no place in a plan.</summary>
    public static string? ReadCertificate(Field field, VariableScope scope)
    {
        if (field.Node is not MapNode)
        {
            return ReadSecret(field, scope, CertificateAllowed);
        }

        MapField? map = field.Map(PlanKeys.Certificate);
        string? key = map?.Require("key", KeyAllowed) is { } secret ? ReadSecret(secret, scope, KeyAllowed) : null;
        Field file = field;
        if (ReadFile(map, ref file) is not { } pem)
        {
            return null;
        }

        if (pem.Contains("PRIVATE KEY", StringComparison.Ordinal))
        {
            file.Refuse("a file beside a plan must not contain the key of a certificate", KeyAllowed);
        }
        else if (!HoldsCertificate(pem) || pem.Contains('$', StringComparison.Ordinal))
        {
            file.Refuse("it contains no readable certificate", "a certificate in PEM, and those that vouch for it");
        }

        return key is null ? null : $"{pem.TrimEnd()}\n{key}";
    }

    private static string? ReadSecret(Field field, VariableScope scope, string allowed)
    {
        if (field.Text(allowed, PlanLimits.BodyLength) is not { } text)
        {
            return null;
        }

        if (!text.Contains("${", StringComparison.Ordinal))
        {
            // Reported without its value, which may well be a key.
            field.Problems.Add(field.Path, field.Node.Line, null, "a plan must not contain the key of a certificate", allowed);
            return null;
        }

        scope.Check(field, text, TemplatePlace.Constant);
        return text;
    }

    // The text of the file that a map names, to which the field then leads.
    private static string? ReadFile(MapField? map, ref Field field)
    {
        if (map?.Require("file", PlanFilePath.Allowed) is not { } named)
        {
            return null;
        }

        FileText? file = named.FileText(PlanLimits.BodyLength);
        field = named with { File = file };
        return file?.Text;
    }

    private static bool HoldsCertificate(string pem)
    {
        X509Certificate2Collection certificates = [];
        try
        {
            certificates.ImportFromPem(pem);
            return certificates.Count > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
        finally
        {
            foreach (X509Certificate2 certificate in certificates)
            {
                certificate.Dispose();
            }
        }
    }
}
