using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Declares and reads <c>tls:</c>.</summary>
internal static class TlsReader
{
    private const string AuthorityAllowed = "one or more certificates in PEM, from -----BEGIN CERTIFICATE----- on";
    private const string CertificateAllowed =
        "'${secret(name)}' whose value is a certificate and its key in PEM, or { file, key: '${secret(name)}' }";
    private const string KeyAllowed = "'${secret(name)}' whose value is the key of the certificate in PEM";

    private static readonly Dictionary<string, bool> Switch = new() { ["on"] = true, ["off"] = false };

    /// <summary>A client certificate whose key is a secret.</summary>
    public static readonly MapGrammar<CertificateDraft> Certificate = new("certificateFile", "Certificate file")
    {
        { "file", Ref("planFile"), "Certificate in PEM, without its key.", (d, field) => d with { File = field }, PlanFilePath.Allowed },
        {
            "key", Secret("${secret(clientKey)}"), "Its key in PEM, from a secret.",
            (d, field) => d with { Key = ReadSecret(field, d.Scope, KeyAllowed) }, KeyAllowed
        },
    };

    /// <summary>Certificates.</summary>
    public static readonly MapGrammar<HttpDraft> Map = new("tls", "TLS")
    {
        {
            "authority", Of(AnyOf(Pattern("-----BEGIN"), Ref(BodyKeys.File)), ReadAuthority),
            "PEM certificates to trust in addition to the machine's, or the file beside the plan that holds them.",
            (d, v) => d.With(s => s with { Authority = v })
        },
        {
            "verify", Word(Switch) with { Default = "on" },
            "Whether the certificate of the target is checked; off is noted in the report.",
            (d, v) => d.With(s => s with { VerifiesCertificate = v })
        },
        {
            "certificate", AnyOf(Secret("${secret(client)}"), Ref(Certificate)),
            "Client certificate with its key in PEM, from a secret; or a certificate from a file and its key from a secret.",
            (d, field) => d.With(s => s with { Certificate = ReadCertificate(field, d.Scope) })
        },
    };

    /// <summary>The settings with these certificates in place of all that stand above.</summary>
    public static HttpDraft Read(HttpDraft draft, Field field) => Map.Read(
        field, draft.With(s => s with { Authority = null, VerifiesCertificate = true, Certificate = null }));

    // They are no secret.
    private static string? ReadAuthority(Field field)
    {
        string? pem = field.Node is MapNode
            ? ReadFile(BodyKeys.File.Read(field, null), ref field)
            : field.Text(AuthorityAllowed, PlanLimits.BodyLength);
        if (pem is not null && !HoldsCertificate(pem))
        {
            field.Refuse("it contains no readable certificate", AuthorityAllowed);
        }

        return pem;
    }

    // The key of the client's own certificate has no place in a plan.
    private static string? ReadCertificate(Field field, VariableScope scope)
    {
        if (field.Node is not MapNode)
        {
            return ReadSecret(field, scope, CertificateAllowed);
        }

        CertificateDraft draft = Certificate.Read(field, new CertificateDraft(scope));
        Field file = field;
        if (ReadFile(draft.File, ref file) is not { } pem)
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

        return draft.Key is null ? null : $"{pem.TrimEnd()}\n{draft.Key}";
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

    private static JsonObject Secret(string example)
    {
        JsonObject secret = Pattern(@"\$\{");
        secret["examples"] = Names([example]);
        return secret;
    }

    // The text of the file that is named, to which the field then leads.
    private static string? ReadFile(Field? named, ref Field field)
    {
        if (named is null)
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

/// <summary>A client certificate as far as it has been read.</summary>
/// <param name="Scope">What its texts may be filled in with.</param>
internal sealed record CertificateDraft(VariableScope Scope)
{
    /// <summary>The key that names the file; null if it is missing.</summary>
    public Field? File { get; init; }

    /// <summary>The key of the certificate; null until it is read.</summary>
    public string? Key { get; init; }
}
