using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.App.Tests.Triggers;

namespace PerfFunctions.App.Tests.Http;

public sealed partial class SecurityHeadersTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private static readonly Dictionary<string, string> Places = new() { ["format"] = "html", ["host"] = "", ["file"] = "" };

    /// <summary>Every method and path that the service answers, and some that it does not.</summary>
    public static TheoryData<string, string> Routes =>
    [
        .. typeof(ServiceSetup).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>()
            .SelectMany(trigger => trigger.Methods!.Select(method => (method, PlacePattern().Replace(trigger.Route!, place => Places.GetValueOrDefault(place.Groups[1].Value, "x"))))),
        ("get", "api/nothing"),
        ("put", "api/health"),
        ("get", "index.html"),
    ];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Every_answer_says_what_browsers_may_do_with_it(string method, string path)
    {
        using var request = new HttpRequestMessage(new(method.ToUpperInvariant()), path);
        using HttpResponseMessage answer = await fixture.Service.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Contains("frame-ancestors 'none'", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Opener-Policy"));
        Assert.Equal("no-store", Header(answer, "Cache-Control"));
    }

    [Fact]
    public void All_routes_are_gone_over() => Assert.True(Routes.Count > 30, $"{Routes.Count} routes");

    private static string Header(HttpResponseMessage answer, string name) => string.Join(", ", answer.Headers.GetValues(name));

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex PlacePattern();
}
