using PerfFunctions.Engine.Network;

namespace PerfFunctions.Engine.Tests.Network;

/// <summary>Which host a request may name beside the address that it goes to.</summary>
public sealed class HostHeaderTests
{
    private static readonly ConnectPolicy Policy = new() { Loopback = true, Hosts = ["shop.example", "*.preview.example"] };

    [Theory]
    [InlineData("shop.example")]
    [InlineData("SHOP.example.:8443")]
    [InlineData("a_b.preview.example")]
    [InlineData("203.0.113.7")]
    public void A_verified_target_may_be_named_and_so_may_the_host_of_the_address(string host) =>
        Assert.Null(HostHeader.RefusalOf(Policy, new Uri("http://203.0.113.7/"), host));

    [Theory]
    [InlineData("other.example")]
    [InlineData("preview.example")]
    [InlineData("203.0.113.8")]
    public void Another_host_is_refused_as_an_address_is(string host) =>
        Assert.Equal("address not allowed: the Host header is not a verified target", HostHeader.RefusalOf(Policy, new Uri("https://203.0.113.7/"), host));

    [Theory]
    [InlineData("http://127.0.0.1:8080/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://shop.localhost/")]
    public void The_machine_itself_may_be_asked_for_any_host(string address) =>
        Assert.Null(HostHeader.RefusalOf(Policy, new Uri(address), "other.example"));

    [Theory]
    [InlineData("")]
    [InlineData("shop.example/path")]
    [InlineData("user@shop.example")]
    [InlineData("other.example, shop.example")]
    [InlineData("other.example#.shop.example")]
    [InlineData("shop.example:99999")]
    [InlineData("shop.example:80:80")]
    [InlineData("http://shop.example")]
    [InlineData("%73hop.example")]
    [InlineData("3405803783")]
    public void What_is_not_a_host_is_refused_even_at_the_machine_itself(string host)
    {
        Assert.Null(HostHeader.AddressOf("http", host));
        Assert.Equal("header Host: a value is not a host", HostHeader.RefusalOf(Policy, new Uri("http://127.0.0.1/"), host));
    }
}
