using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using PerfFunctions.App.CodeHosts.GitHub;

namespace PerfFunctions.App.Tests.CodeHosts.GitHub;

public sealed class GitHubOptionsTests
{
    private static readonly string Pem = NewKey();

    [Fact]
    public void Nothing_set_is_no_mistake() => Assert.True(Validate(new GitHubOptions()).Skipped);

    [Fact]
    public void Everything_that_is_wrong_is_named_at_once_and_no_secret_with_it()
    {
        ValidateOptionsResult result = Validate(new GitHubOptions
        {
            PrivateKey = "my secret that is no key",
            BaseAddress = "http://github.example/",
            PlanPath = "../perf.yml",
            CheckName = " ",
            ForkLabel = "",
            MaxDeliveryBytes = 0,
        });

        Assert.Equal(
            ["AppId", "WebhookSecret", "PrivateKey", "BaseAddress", "PlanPath", "ForkLabel", "MaxDeliveryBytes", "CheckName"],
            result.Failures!.Select(f => f["Perf:GitHub:".Length..].Split(' ')[0]));
        Assert.DoesNotContain("my secret", result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_stands_in_place_of_an_app_and_never_beside_it()
    {
        Assert.True(Validate(new GitHubOptions { Token = "my secret", WebhookSecret = "secret" }).Succeeded);

        ValidateOptionsResult both = Validate(Complete(options => (options.PrivateKey, options.Token) = (Pem, "my secret")));
        Assert.Equal(["Perf:GitHub:Token and AppId are both set: use either a GitHub App or a token."], both.Failures!);
        Assert.DoesNotContain("my secret", both.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Further_hosts_are_held_to_the_same_and_all_of_them_at_once()
    {
        ValidateOptionsResult result = Validate(new GitHubOptions
        {
            Token = "token",
            Hosts =
            {
                ["ghe"] = new GitHubOptions { Token = "token", WebhookSecret = "secret", BaseAddress = "http://ghe.example/api/v3" },
                ["second app"] = new GitHubOptions { AppId = "42", WebhookSecret = "secret", PrivateKey = Pem },
                ["empty"] = new GitHubOptions(),
            },
        });

        Assert.Equal(
            [
                "WebhookSecret", "Hosts:ghe:BaseAddress", "Hosts:second", "Hosts:empty:AppId", "Hosts:empty:WebhookSecret", "Hosts:empty:PrivateKey",
            ],
            result.Failures!.Select(f => f["Perf:GitHub:".Length..].Split(' ')[0]));
    }

    [Fact]
    public void The_key_may_be_text_or_base64_or_a_file_but_only_one_of_them()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, Pem);

        Assert.True(Validate(Complete(options => options.PrivateKey = Pem)).Succeeded);
        Assert.True(Validate(Complete(options => options.PrivateKey = Convert.ToBase64String(Encoding.UTF8.GetBytes(Pem)))).Succeeded);
        Assert.True(Validate(Complete(options => options.PrivateKeyPath = path)).Succeeded);
        Assert.True(Validate(Complete(options => (options.PrivateKey, options.PrivateKeyPath) = (Pem, path))).Failed);
        File.Delete(path);
        Assert.True(Validate(Complete(options => options.PrivateKeyPath = path)).Failed);
    }

    [Fact]
    public void A_public_key_is_no_private_key()
    {
        using var key = RSA.Create();
        key.ImportFromPem(Pem);

        Assert.True(Validate(Complete(options => options.PrivateKey = key.ExportSubjectPublicKeyInfoPem())).Failed);
    }

    [Theory]
    [InlineData("https://github.example/api/v3", true)]
    [InlineData("http://127.0.0.1:5000/", true)]
    [InlineData("https://user:password@github.example/", false)]
    [InlineData("api.github.com", false)]
    public void Tokens_go_to_https_addresses_only(string address, bool isRight) =>
        Assert.Equal(isRight, Validate(Complete(options => (options.PrivateKey, options.BaseAddress) = (Pem, address))).Succeeded);

    private static GitHubOptions Complete(Action<GitHubOptions> change)
    {
        var options = new GitHubOptions { AppId = "42", WebhookSecret = "secret" };
        change(options);
        return options;
    }

    private static ValidateOptionsResult Validate(GitHubOptions options) => new GitHubOptionsValidator().Validate(null, options);

    private static string NewKey()
    {
        using var key = RSA.Create(2048);
        return key.ExportRSAPrivateKeyPem();
    }
}
