using PerfFunctions.App.Tests.Parts;

namespace PerfFunctions.App.Tests.Options;

public sealed class SettingRefusalsTests
{
    private const string Unread = "@Microsoft.KeyVault(VaultName=perf;SecretName=hook)";

    [Theory]
    [InlineData("Perf:GitHub:WebhookSecret")]
    [InlineData("Perf:Access:Keys:a:Secret")]
    [InlineData("Perf:Secrets:token")]
    public void A_secret_that_was_not_read_from_the_vault_stops_the_start_whatever_it_is_for(string name) =>
        Assert.Contains($"{name} was not read from Key Vault", Refusal($"{name}={Unread}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("WEBSITE_INSTANCE_ID")]
    [InlineData("CONTAINER_APP_NAME")]
    public void Azure_is_no_machine_of_one_s_own(string mark) =>
        Assert.Contains($"Perf:Targets:Local lets runs test the machine itself, and this is Azure ({mark} is set)",
            Refusal("Perf:Targets:Local=true", $"{mark}=1"), StringComparison.Ordinal);

    [Fact]
    public void All_of_them_are_named_at_once() =>
        Assert.Equal(2, Refusal($"Perf:Webhook:Secret={Unread}", $"Perf:GitHub:Token={Unread}").Split('\n').Length);

    private static string Refusal(params string[] settings) =>
        Assert.Throws<InvalidOperationException>(() => Bench.Create(Unreachable.Storage, null, settings)).Message;
}
