using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;

namespace PerfFunctions.App.Tests.Documentation;

public sealed partial class RouteTests
{
    private static readonly Regex[] Routes =
    [
        .. typeof(ServiceSetup).Assembly.GetTypes().SelectMany(type => type.GetMethods()).SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()?.Route).OfType<string>()
            .Where(route => route.StartsWith("api/", StringComparison.Ordinal)).Select(Pattern),
    ];

    [Theory]
    [MemberData(nameof(Pages.All), MemberType = typeof(Pages))]
    public void Every_route_of_the_api_exists(string page) => Assert.All(
        Route().Matches(Pages.Read(page)).Select(match => match.Value.TrimEnd('.')).Distinct(),
        path => Assert.True(Routes.Any(route => route.IsMatch(path)), $"{page} names {path}, which does not exist."));

    // A segment in braces takes any text; one with a question mark may be left out.
    private static Regex Pattern(string route) => new(
        $"^/{Place().Replace(OptionalPlace().Replace(Regex.Escape(route), "(/[^/]+)?"), "[^/]+")}$", RegexOptions.CultureInvariant);

    [GeneratedRegex(@"(?<![a-z])/api/[A-Za-z0-9{}/._-]+")]
    private static partial Regex Route();

    [GeneratedRegex(@"/\\\{\w+\\\?\}")]
    private static partial Regex OptionalPlace();

    [GeneratedRegex(@"\\\{\w+(:regex.*?\$?\\\))?\}")]
    private static partial Regex Place();
}
