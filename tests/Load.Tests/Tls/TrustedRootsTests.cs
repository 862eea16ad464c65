using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PerfFunctions.Engine.Network;
using PerfFunctions.Load.Tls;

namespace PerfFunctions.Load.Tests.Tls;

/// <summary>Which certificates are believed.</summary>
public sealed class TrustedRootsTests : IDisposable
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2 _root = Issue("root", null, isAuthority: true);
    private readonly X509Certificate2 _between;

    public TrustedRootsTests() => _between = Issue("between", _root, isAuthority: true);

    public void Dispose()
    {
        _root.Dispose();
        _between.Dispose();
    }

    [Theory]
    [InlineData("shop.test")]
    [InlineData("SHOP.test")]
    [InlineData("any.wild.test")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void A_server_that_sends_what_is_between_it_and_the_authority_is_believed(string host) =>
        Trusted().Check([Server().RawData, _between.RawData], host);

    [Fact]
    public void What_is_between_them_has_to_be_sent_as_nothing_is_fetched() =>
        Assert.Equal("its authority is unknown", Refusal([Server().RawData], "shop.test"));

    [Theory]
    [InlineData("other.test", "it is for another name")]
    [InlineData("deep.any.wild.test", "it is for another name")]
    [InlineData("127.0.0.2", "it is for another name")]
    [InlineData("no host at all", "it is for another name")]
    public void A_certificate_is_for_its_names_only(string host, string reason) =>
        Assert.Equal(reason, Refusal([Server().RawData, _between.RawData], host));

    [Fact]
    public void A_server_that_sends_none_or_something_else_is_refused()
    {
        Assert.Equal("none was sent", Refusal([], "shop.test"));
        Assert.Equal("its chain is broken", Refusal([[1, 2, 3]], "shop.test"));
    }

    [Fact]
    public void A_certificate_for_clients_is_not_one_for_a_server()
    {
        using X509Certificate2 client = Issue("client", _between, use: ClientUse);

        Assert.Equal("its chain is broken", Refusal([client.RawData, _between.RawData], "shop.test"));
    }

    private TrustedRoots Trusted() => new(_root.ExportCertificatePem());

    private X509Certificate2 Server() => Issue("server", _between, use: ServerUse);

    private string Refusal(IReadOnlyList<byte[]> sent, string host)
    {
        string message = Assert.Throws<CertificateRefusedException>(() => Trusted().Check(sent, host)).Message;
        Assert.StartsWith("certificate not trusted: ", message, StringComparison.Ordinal);
        return message["certificate not trusted: ".Length..];
    }

    private static X509Certificate2 Issue(string name, X509Certificate2? issuer, bool isAuthority = false, string? use = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        if (use is not null)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], false));
            SubjectAlternativeNameBuilder names = new();
            names.AddDnsName("shop.test");
            names.AddDnsName("*.wild.test");
            names.AddIpAddress(System.Net.IPAddress.Loopback);
            names.AddIpAddress(System.Net.IPAddress.IPv6Loopback);
            request.CertificateExtensions.Add(names.Build());
        }

        DateTimeOffset now = DateTimeOffset.UtcNow;
        if (issuer is null)
        {
            return request.CreateSelfSigned(now.AddDays(-3), now.AddDays(3));
        }

        using X509Certificate2 signed = request.Create(
            issuer, now.AddDays(-2), now.AddDays(2), RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }
}
