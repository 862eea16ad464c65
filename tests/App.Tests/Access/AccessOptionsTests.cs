using Microsoft.Extensions.Options;
using PerfFunctions.App.Access;
using PerfFunctions.App.Access.Entra;
using PerfFunctions.App.Tests.Parts;

namespace PerfFunctions.App.Tests.Access;

public sealed class AccessOptionsTests
{
    [Theory]
    [InlineData("a:Secret must have at least 32", "Perf:Access:Keys:a:Role=read")]
    [InlineData("a:Secret must have at least 32", "Perf:Access:Keys:a:Role=read", "Perf:Access:Keys:a:Secret=0123456789-0123456789-012345678")]
    [InlineData("a:Role 'all' is not a role: it must be read, start or administer", "Perf:Access:Keys:a:Role=all", $"Perf:Access:Keys:a:Secret={Requests.ReadKey}")]
    [InlineData("a:Role '' is not a role", $"Perf:Access:Keys:a:Secret={Requests.ReadKey}")]
    [InlineData("a.b is not a valid key name", "Perf:Access:Keys:a.b:Role=read",
        $"Perf:Access:Keys:a.b:Secret={Requests.ReadKey}")]
    [InlineData("TenantId 'shop' is not a tenant id", "Perf:Access:Entra:TenantId=shop", "Perf:Access:Entra:Audience=a")]
    [InlineData("Audience '' is not a client id", $"Perf:Access:Entra:TenantId={TestTenant.Id}")]
    [InlineData("Authority 'http://shop.example' is not an https", $"Perf:Access:Entra:TenantId={TestTenant.Id}", "Perf:Access:Entra:Audience=a", "Perf:Access:Entra:Authority=http://shop.example")]
    public async Task A_setting_that_cannot_be_meant_is_named(string expected, params string[] settings)
    {
        await using Bench bench = Bench.Create(Unreachable.Storage, null, settings);
        Assert.Contains(expected, Assert.Throws<OptionsValidationException>(() => Read(bench)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_mistakes_are_named_at_once_and_secrets_never()
    {
        string[] settings = [.. Requests.Key("a", Requests.ReadKey, "x"), .. Requests.Key("b", Requests.ReadKey, "read"), .. Requests.Key("c", "tiny", "read")];
        await using Bench bench = Bench.Create(Unreachable.Storage, null, settings);
        string message = Assert.Throws<OptionsValidationException>(() => Read(bench)).Message;
        Assert.All(["a:Role 'x'", "c:Secret", "a and b have the same Secret"], part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.All([Requests.ReadKey, "tiny"], secret => Assert.DoesNotContain(secret, message, StringComparison.Ordinal));
    }

    private static void Read(Bench bench)
    {
        _ = bench.Get<IOptions<AccessOptions>>().Value;
        _ = bench.Get<IOptions<EntraOptions>>().Value;
    }
}
