using Microsoft.Extensions.Options;
using PerfFunctions.App.CodeHosts.AzureDevOps;

namespace PerfFunctions.App.Tests.CodeHosts.AzureDevOps;

public sealed class AzureDevOpsOptionsTests
{
    [Fact]
    public void Nothing_set_is_no_mistake() => Assert.True(Validate(new AzureDevOpsOptions()).Skipped);

    [Fact]
    public void Everything_that_is_wrong_is_named_at_once_and_no_secret_with_it()
    {
        ValidateOptionsResult result = Validate(new AzureDevOpsOptions
        {
            BaseAddress = "http://dev.azure.com/fabrikam",
            WebhookUser = "my:secret",
            PlanPath = "../perf.yml",
            MaxDeliveryBytes = 0,
        });

        Assert.Equal(
            ["BaseAddress", "Token", "WebhookUser", "WebhookPassword", "PlanPath", "MaxDeliveryBytes"],
            result.Failures!.Select(f => f["Perf:AzureDevOps:".Length..].Split(' ')[0]));
        Assert.DoesNotContain("my:secret", result.FailureMessage, StringComparison.Ordinal);
    }

    private static ValidateOptionsResult Validate(AzureDevOpsOptions options) => new AzureDevOpsOptionsValidator().Validate(null, options);
}
