using Microsoft.AspNetCore.Http;
using PerfFunctions.Api;
using PerfFunctions.App.Access;
using PerfFunctions.App.Tests.Parts;

namespace PerfFunctions.App.Tests.Access;

public sealed class CallerFinderTests
{
    private const string Open = "Host:Open=true";

    private static readonly (string Name, string Value) SignedIn = ("X-MS-CLIENT-PRINCIPAL", Requests.Principal(
        "aad", ("preferred_username", "anna@shop.example"), ("roles", "Perf.Start"), ("roles", "Perf.Read")));

    [Theory]
    [InlineData(Requests.ReadKey, "viewer", Role.Read)]
    [InlineData(Requests.StartKey, "pipeline", Role.Start)]
    [InlineData(Requests.AdministerKey, "owner", Role.Administer)]
    public async Task A_key_has_a_name_and_a_role_in_the_header_as_in_the_address(string secret, string name, Role role)
    {
        var expected = new Caller(name, role, CallerProof.Key);
        Assert.Equal(expected, await Requests.With(("x-functions-key", secret)).WhoAsync(null, Requests.Keys));
        HttpRequest request = Requests.With();
        request.QueryString = new QueryString($"?code={secret}");
        Assert.Equal(expected, await request.WhoAsync(null, Requests.Keys));
    }

    [Fact]
    public async Task Two_keys_of_one_role_stand_beside_each_other_while_one_takes_the_place_of_the_other()
    {
        string[] both = [.. Requests.Key("old", Requests.StartKey, "start"), .. Requests.Key("new", Requests.AdministerKey, "start")];
        Assert.Equal("old", (await Requests.With(("x-functions-key", Requests.StartKey)).WhoAsync(null, both))?.Name);
        Assert.Equal("new", (await Requests.With(("x-functions-key", Requests.AdministerKey)).WhoAsync(null, both))?.Name);
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("start-0123456789-0123456789-012345678")]
    [InlineData("START-0123456789-0123456789-0123456789")]
    public async Task A_wrong_key_is_nobody_even_where_something_else_would_let_the_request_in(string key)
    {
        string[] settings = [.. Requests.Keys, "Perf:Access:PlatformSignIn=true"];
        Assert.Null(await Requests.With(("x-functions-key", key), SignedIn).WhoAsync(null, settings));
        Assert.Null(await Requests.With(("x-functions-key", key), ("Authorization", "Bearer a.b.c")).WhoAsync(null, settings));
        Assert.Null(await Requests.With(("Authorization", "Bearer a.b.c"), SignedIn).WhoAsync(null, settings));
    }

    [Fact]
    public async Task Who_the_platform_has_signed_in_is_believed_where_a_platform_is_in_front_and_nowhere_else()
    {
        HttpRequest request = Requests.With(SignedIn);
        Assert.Null(await request.WhoAsync(null, Requests.Keys));
        Assert.Equal(new Caller("anna@shop.example", Role.Start, CallerProof.SignIn), await request.WhoAsync(null, "Perf:Access:PlatformSignIn=true"));
    }

    [Fact]
    public async Task The_platform_may_write_roles_by_their_long_name()
    {
        string principal = Requests.Principal("aad", ("appid", "a-client"), ("http://schemas.microsoft.com/ws/2008/06/identity/claims/role", "Perf.Administer"));
        Assert.Equal(
            new Caller("a-client", Role.Administer, CallerProof.SignIn),
            await Requests.With(("X-MS-CLIENT-PRINCIPAL", principal)).WhoAsync(null, "Perf:Access:PlatformSignIn=true"));
    }

    [Theory]
    [InlineData("no base64")]
    [InlineData("e30=")]
    [InlineData("W10=")]
    [InlineData("bm90IGpzb24=")]
    public async Task A_principal_that_cannot_be_read_is_nobody(string principal) =>
        Assert.Null(await Requests.With(("X-MS-CLIENT-PRINCIPAL", principal)).WhoAsync(null, "Perf:Access:PlatformSignIn=true"));

    [Fact]
    public async Task Roles_of_another_provider_are_not_those_of_the_app_registration() => Assert.Null(
        await Requests.With(("X-MS-CLIENT-PRINCIPAL", Requests.Principal("github", ("roles", "Perf.Start")))).WhoAsync(null, "Perf:Access:PlatformSignIn=true"));

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin", Role.Administer)]
    [InlineData("Sec-Fetch-Site", "none", Role.Administer)]
    [InlineData("Sec-Fetch-Site", "same-site", Role.Read)]
    [InlineData("Sec-Fetch-Site", "cross-site", Role.Read)]
    [InlineData("Origin", "http://127.0.0.1:7071", Role.Administer)]
    [InlineData("Origin", "http://127.0.0.1:8080", Role.Read)]
    [InlineData("Origin", "null", Role.Read)]
    [InlineData("User-Agent", "curl", Role.Administer)]
    public async Task What_another_sites_page_makes_a_browser_send_is_worth_reading_at_most(string header, string value, Role expected)
    {
        Assert.Equal(expected, (await Requests.With((header, value)).WhoAsync(null, Open))?.Role);
        Role ofSignedIn = expected == Role.Read ? Role.Read : Role.Start;
        Assert.Equal(ofSignedIn, (await Requests.With((header, value), SignedIn).WhoAsync(null, "Perf:Access:PlatformSignIn=true"))?.Role);
    }

    [Fact]
    public async Task At_one_machine_alone_nothing_need_be_shown() => Assert.Equal(Caller.Local, await Requests.With().WhoAsync(null, Open));

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("[::1]", true)]
    [InlineData("shop.example", false)]
    [InlineData("127.0.0.1.shop.example", false)]
    public async Task A_page_whose_name_was_made_to_point_at_this_machine_is_not_at_it(string host, bool isLet)
    {
        HttpRequest request = Requests.With();
        request.Host = new HostString(host, 7071);
        Assert.Equal(isLet, await request.WhoAsync(null, Open) is not null);
    }

    [Fact]
    public async Task Nobody_is_at_this_machine_who_came_in_by_another_address()
    {
        HttpRequest request = Requests.With();
        request.HttpContext.Connection.LocalIpAddress = System.Net.IPAddress.Parse("10.0.0.4");
        Assert.Null(await request.WhoAsync(null, Open));
    }

    [Theory]
    [InlineData("Host:Open=false")]
    [InlineData("Other=1")]
    public async Task On_any_other_host_loopback_proves_nothing(string setting) => Assert.Null(await Requests.With().WhoAsync(null, setting));

    [Fact]
    public async Task Once_a_way_in_is_configured_it_is_asked_for_at_this_machine_too() =>
        Assert.Null(await Requests.With().WhoAsync(null, [Open, .. Requests.Keys]));

    [Theory]
    [InlineData("WEBSITE_INSTANCE_ID=1")]
    [InlineData("CONTAINER_APP_NAME=perf")]
    public async Task In_Azure_nothing_can_open_the_service(string mark)
    {
        await using Bench bench = Bench.Create(Unreachable.Storage, null, Open, mark, "Perf:Targets:Local=false");
        var refused = Assert.Throws<InvalidOperationException>(bench.Get<LocalMode>);
        Assert.Contains("Host:Open", refused.Message, StringComparison.Ordinal);
    }
}
