using System.Net;
using PerfFunctions.Engine.Network;

namespace PerfFunctions.Engine.Tests.Network;

public sealed class AddressRuleTests
{
    [Theory]
    [InlineData(AddressKind.Public, "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1")]
    [InlineData(AddressKind.Public, "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "223.255.255.255")]
    [InlineData(AddressKind.Public, "2606:4700::1111", "2001:4860:4860::8888", "2a00:1450::1", "64:ff9b::101:101", "2002:101:101::1", "::ffff:1.1.1.1")]
    [InlineData(AddressKind.Loopback, "127.0.0.1", "127.255.255.254", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2a00::5efe:7f00:1")]
    [InlineData(AddressKind.Private, "10.0.0.0", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.255.255")]
    [InlineData(AddressKind.Private, "fc00::1", "fdff:ffff::1", "fec0::1", "::ffff:10.1.2.3", "64:ff9b::a01:203", "2002:c0a8:1::1")]
    [InlineData(AddressKind.LinkLocal, "169.254.0.1", "169.254.255.255", "fe80::1", "febf::1", "fe80::1%2", "::ffff:169.254.1.1")]
    [InlineData(AddressKind.Carrier, "100.64.0.0", "100.127.255.255", "::ffff:100.64.0.1")]
    [InlineData(AddressKind.Metadata, "169.254.169.254", "168.63.129.16", "100.100.100.200", "192.0.0.192", "fd00:ec2::254", "fd20:ce::254")]
    [InlineData(AddressKind.Metadata, "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::", "2a00::200:5efe:a9fe:a9fe")]
    [InlineData(AddressKind.Unspecified, "0.0.0.0", "::", "::ffff:0.0.0.0")]
    [InlineData(AddressKind.Multicast, "224.0.0.1", "239.255.255.255", "255.255.255.255", "ff02::1")]
    [InlineData(AddressKind.Reserved, "0.1.2.3", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "240.0.0.1")]
    [InlineData(AddressKind.Reserved, "192.88.99.1", "2001::1", "2001:db8::1", "3fff::1", "100::1", "64:ff9b:1::1", "::7f00:1", "4000::1", "5f00::1")]
    public void Every_address_is_of_the_kind_that_the_registries_say(AddressKind kind, params string[] addresses) =>
        Assert.All(addresses, address => Assert.Equal(kind, AddressRule.KindOf(IPAddress.Parse(address))));

    [Fact]
    public void Only_what_is_listed_on_purpose_may_be_connected_to_besides_the_public()
    {
        var policy = new ConnectPolicy { Networks = [IPNetwork.Parse("10.1.0.0/16"), IPNetwork.Parse("169.254.0.0/16")] };

        Assert.Null(policy.RefusalOf(IPAddress.Parse("10.1.2.3")));
        Assert.Null(policy.RefusalOf(IPAddress.Parse("::ffff:10.1.2.3")));
        Assert.Equal("private network", policy.RefusalOf(IPAddress.Parse("10.2.0.1")));
        Assert.Equal("loopback", policy.RefusalOf(IPAddress.Loopback));
        Assert.Equal("cloud metadata", policy.RefusalOf(IPAddress.Parse("169.254.169.254")));
        Assert.Null((policy with { Loopback = true }).RefusalOf(IPAddress.IPv6Loopback));
    }

    [Theory]
    [InlineData("0.0.0.0/0", "loopback")]
    [InlineData("127.0.0.0/8", null)]
    public void The_machine_itself_is_meant_by_a_network_of_its_own_and_by_none_that_is_wide(string network, string? refusal) =>
        Assert.Equal(refusal, new ConnectPolicy { Networks = [IPNetwork.Parse(network)] }.RefusalOf(IPAddress.Loopback));

    [Theory]
    [InlineData("0.0.0.0/0", "0.0.0.0", "unspecified")]
    [InlineData("0.0.0.0/8", "0.0.0.0", "unspecified")]
    [InlineData("::/0", "::", "unspecified")]
    [InlineData("0.0.0.0/0", "::ffff:0.0.0.0", "unspecified")]
    [InlineData("127.0.0.0/8", "0.0.0.0", "unspecified")]
    [InlineData("0.0.0.0/32", "0.0.0.0", null)]
    public void No_address_at_all_is_the_machine_itself(string network, string address, string? refusal) =>
        Assert.Equal(refusal, new ConnectPolicy { Networks = [IPNetwork.Parse(network)] }.RefusalOf(IPAddress.Parse(address)));

    [Theory]
    [InlineData("shop.example", "SHOP.example.", true)]
    [InlineData("shop.example", "www.shop.example", false)]
    [InlineData("*.preview.example.com", "pr-1.preview.example.com", true)]
    [InlineData("*.preview.example.com", "a.b.preview.example.com", true)]
    [InlineData("*.preview.example.com", "preview.example.com", false)]
    [InlineData("*.preview.example.com", "evilpreview.example.com", false)]
    [InlineData("*.preview.example.com", "preview.example.com.evil.example", false)]
    [InlineData("*.1", "10.0.0.1", false)]
    [InlineData("*", "any.example", true)]
    public void A_host_is_listed_by_its_name_or_by_a_wildcard_above_it(string pattern, string host, bool isListed) =>
        Assert.Equal(isListed, new ConnectPolicy { Hosts = [pattern] }.IsListed(host));

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("[::1]", true)]
    [InlineData("localhost", true)]
    [InlineData("shop.localhost", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("10.2.2.3", false)]
    [InlineData("shop.internal", false)]
    public void A_network_lists_its_addresses_and_not_the_names_that_lead_there(string host, bool isListed) =>
        Assert.Equal(isListed, new ConnectPolicy { Hosts = [], Loopback = true, Networks = [IPNetwork.Parse("10.1.0.0/16")] }.IsListed(host));
}
