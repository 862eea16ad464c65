using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;

namespace PerfFunctions.App.Tests.Http;

/// <summary>
/// The Functions host of Azure takes the first route that an address fits, in the order of the functions' names, and not the
/// one that fits best.
/// </summary>
public sealed partial class RouteTests
{
    private static readonly (string Function, HttpTriggerAttribute Trigger)[] Functions =
    [
        .. from method in typeof(ServiceSetup).Assembly.GetTypes().SelectMany(type => type.GetMethods())
           from parameter in method.GetParameters()
           let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
           where trigger is not null
           select (method.GetCustomAttribute<FunctionAttribute>()!.Name, trigger),
    ];

    [Fact]
    public void No_address_of_a_function_fits_the_route_of_another()
    {
        var both =
            from one in Functions
            from other in Functions
            where one.Function != other.Function && one.Trigger.Methods!.Intersect(other.Trigger.Methods!).Any()
            let address = "/" + Place().Replace(one.Trigger.Route!, "x")
            where Fits(other.Trigger.Route!, address)
            select $"{address} of {one.Function} fits {other.Trigger.Route} of {other.Function}";

        Assert.Empty(both);
        Assert.True(Functions.Length > 30, $"{Functions.Length} functions");
    }

    [Theory]
    [InlineData("docs/{page?}", "/docs/search.json", true)]
    [InlineData("docs/{page?}", "/docs/search/index.json", false)]
    [InlineData("report.{format:regex(^(html|md)$)}", "/report.json", false)]
    public void A_route_is_compared_with_what_it_takes(string route, string address, bool fits) => Assert.Equal(fits, Fits(route, address));

    private static bool Fits(string route, string address)
    {
        RouteValueDictionary values = [];
        RouteTemplate template = TemplateParser.Parse(route);
        return new TemplateMatcher(template, []).TryMatch(address, values)
            && template.Parameters.All(parameter => parameter.InlineConstraints.All(constraint => FitsConstraint(constraint.Constraint, values[parameter.Name!] as string)));
    }

    private static bool FitsConstraint(string constraint, string? value) =>
        RegexConstraint().Match(constraint) is not { Success: true } match || Regex.IsMatch(value ?? "", match.Groups[1].Value, RegexOptions.None, TimeSpan.FromSeconds(1));

    [GeneratedRegex(@"^regex\((.*)\)$")]
    private static partial Regex RegexConstraint();

    [GeneratedRegex(@"\{\w+(:regex\(.*?\)|[^}])*\}")]
    private static partial Regex Place();
}
