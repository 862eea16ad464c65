using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Http;

namespace PerfFunctions.App.Contract;

/// <summary>A function with an HTTP trigger, as described by its attributes.</summary>
internal sealed record ApiFunction(string Name, string Route, IReadOnlyList<string> Verbs, Role Role)
{
    private static readonly DocumentedMembers Documented = new(typeof(ApiFunction).Assembly);

    /// <summary>Description of the function; null if it has none.</summary>
    public string? Summary { get; private init; }

    /// <summary>What it answers when all is well.</summary>
    public IReadOnlyList<AnswersAttribute> Answers { get; private init; } = [];

    /// <summary>What it reads from the query.</summary>
    public IReadOnlyList<QueryAttribute> Queries { get; private init; } = [];

    /// <summary>What it reads from the body; null for nothing.</summary>
    public TakesAttribute? Takes { get; private init; }

    /// <summary>The function of a method; null when it is none, or none with an HTTP trigger.</summary>
    public static ApiFunction? Of(MethodInfo method) =>
        method.GetCustomAttribute<FunctionAttribute>() is { } function
        && method.GetParameters().Select(p => p.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>()
            .FirstOrDefault() is { Route: { } route } trigger
            ? new ApiFunction(function.Name, route, VerbsOf(trigger), method.GetCustomAttribute<RequireRoleAttribute>()?.Role ?? Role.None)
            {
                Summary = Documented.Of(method),
                Answers = [.. method.GetCustomAttributes<AnswersAttribute>()],
                Queries = [.. method.GetCustomAttributes<QueryAttribute>()],
                Takes = method.GetCustomAttribute<TakesAttribute>(),
            }
            : null;

    // Browsers ask for the options of a route by themselves; no client calls them.
    private static IReadOnlyList<string> VerbsOf(HttpTriggerAttribute trigger) => [.. (trigger.Methods ?? []).Where(verb => verb != "options")];

    /// <summary>What a segment of a route may be, where it lists that: <c>{format:regex(^(html|md)$)}</c>; empty for anything.</summary>
    public static string[] Choices(string route, string segment) =>
        Regex.Match(route, $@"\{{{Regex.Escape(segment)}:regex\(\^\(([\w|]+)\)\$\)\}}") is { Success: true } found ? found.Groups[1].Value.Split('|') : [];
}
