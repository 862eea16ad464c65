using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.Api;
using PerfFunctions.App.Access;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.Azurite;

namespace PerfFunctions.App.Tests.Access;

public sealed partial class AccessRulesTests
{
    private static readonly (MethodInfo Method, HttpTriggerAttribute Trigger)[] Functions =
    [
        .. from type in typeof(AccessRules).Assembly.GetTypes()
           from method in type.GetMethods()
           from parameter in method.GetParameters()
           let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
           where trigger is not null
           select (method, trigger),
    ];

    [Fact]
    public void Every_function_says_whom_it_allows_and_leaves_it_to_the_door_alone() => Assert.All(Functions, function =>
    {
        Assert.True(function.Method.IsDefined(typeof(RequireRoleAttribute)), $"{function.Method.DeclaringType!.Name}.{function.Method.Name} needs [RequireRole(Role.…)]");
        Assert.Equal(AuthorizationLevel.Anonymous, function.Trigger.AuthLevel);
    });

    // The picture opens by its signature alone.
    [Fact]
    public void Nothing_that_holds_data_or_changes_something_is_for_everybody() => Assert.Equal(
        [
            "POST /api/azuredevops/webhook", "POST /api/github/webhook/{host}", "GET /api/health", "GET /api/openapi.json",
            "OPTIONS /api/rum/{plan}", "POST /api/rum/{plan}", "GET /api/runs/{id}/changes.svg",
            "GET /api/schema/plan.json", "DELETE /api/session", "GET /assets/{name}", "GET /capacity/{plan}",
            "GET /compare", "GET /docs/images/{image}", "GET /docs/search/index.json", "GET /docs/{page}", "GET /favicon.ico",
            "GET /new", "GET /plans", "GET /plans/new", "GET /plans/{name}/edit", "GET /rum/{plan}.js", "GET /runs", "GET /runs/{id}",
            "GET /settings", "GET /trends/{plan}", "GET /{file}",
        ],
        RoutesOf(Role.None));

    [Fact]
    public void What_is_read_asks_to_read_and_what_changes_something_for_more() => Assert.All(
        Functions.Where(f => Allowed(f.Method) > Role.None && f.Trigger.Route != "api/session"),
        function => Assert.True(function.Trigger.Methods is ["get"] || Allowed(function.Method) > Role.Read, function.Method.Name));

    [Theory]
    [InlineData(Role.None, "none")]
    [InlineData(Role.Read, "read")]
    [InlineData(Role.Start, "start")]
    [InlineData(Role.Administer, "administer")]
    public void The_documentation_names_every_route_with_its_role(Role role, string name)
    {
        string page = File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "src", "PerfFunctions.Web", "docs", "http-api.md"));
        string[] rows = [.. RoutesOf(role).Select(route => $"| `{route}` | {name} |").Where(row => !page.Contains(row, StringComparison.Ordinal))];
        Assert.True(rows.Length == 0, $"docs/http-api.md lacks these rows:\n{string.Join('\n', rows)}");
    }

    [Fact]
    public void A_function_that_says_nothing_is_refused_with_its_name()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => new AccessRules([typeof(Forgotten)]));
        Assert.Contains("Forgotten.Get", refused.Message, StringComparison.Ordinal);
    }

    private static Role Allowed(MethodInfo method) => method.GetCustomAttribute<RequireRoleAttribute>()!.Role;

    private static string[] RoutesOf(Role role) =>
    [
        .. from function in Functions
           where Allowed(function.Method) == role
           from verb in function.Trigger.Methods!
           select $"{verb.ToUpperInvariant()} /{Constraint().Replace(function.Trigger.Route!, "{$1}")}" into route
           orderby route[(route.IndexOf(' ', StringComparison.Ordinal) + 1)..], route
           select route,
    ];

    [GeneratedRegex(@"\{(\w+)(:regex\(.*?\)(?=\??\}))?\??\}")]
    private static partial Regex Constraint();

    private sealed class Forgotten
    {
        [Function("Forgotten")]
        public static IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Results.Ok(request.Path.Value);
    }
}
