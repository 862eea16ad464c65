using System.Text;
using PerfFunctions.App.Http;

namespace PerfFunctions.App.Tests.Http;

public sealed class WebhookSignatureTests
{
    private const string Secret = "It's a Secret to Everybody";
    private const string Hex = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    [Fact]
    public void The_vector_that_GitHub_publishes_is_right() => Assert.True(IsValid("Hello, World!", $"sha256={Hex}"));

    [Theory]
    [InlineData("Hello, World? ", $"sha256={Hex}")]
    [InlineData("Hello,  World!", $"sha256={Hex}")]
    [InlineData("Hello, World!\n", $"sha256={Hex}")]
    [InlineData("", $"sha256={Hex}")]
    [InlineData("Hello, World!", null)]
    [InlineData("Hello, World!", "")]
    [InlineData("Hello, World!", Hex)]
    [InlineData("Hello, World!", $" sha256={Hex}")]
    [InlineData("Hello, World!", $"sha256={Hex} ")]
    [InlineData("Hello, World!", $"sha256= {Hex}")]
    [InlineData("Hello, World!", $"SHA256={Hex}")]
    [InlineData("Hello, World!", $"sha1={Hex}")]
    [InlineData("Hello, World!", $"sha256={Hex}00")]
    [InlineData("Hello, World!", $"sha256={Hex},sha256={Hex}")]
    [InlineData("Hello, World!", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1")]
    [InlineData("Hello, World!", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e18")]
    [InlineData("Hello, World!", "sha256=zz7107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    public void Anything_else_is_wrong(string body, string? signature) => Assert.False(IsValid(body, signature));

    [Fact]
    public void Another_secret_makes_another_signature() =>
        Assert.False(IsValid("Hello, World!", $"sha256={Hex}", "It's a Secret to Nobody"));

    [Theory]
    [InlineData(Secret, "It's a Secret to Nobody")]
    [InlineData("It's a Secret to Nobody", Secret)]
    public void Any_of_several_secrets_is_right(params string[] secrets) => Assert.True(IsValid("Hello, World!", $"sha256={Hex}", secrets));

    private static bool IsValid(string body, string? header) => IsValid(body, header, Secret);

    // Byte by byte, as the network may bring them.
    private static bool IsValid(string body, string? header, params string[] secrets)
    {
        using WebhookSignature? signature = WebhookSignature.Find(header, secrets);
        foreach (byte one in Encoding.UTF8.GetBytes(body))
        {
            signature?.Append([one]);
        }

        return signature?.IsValid() == true;
    }
}
