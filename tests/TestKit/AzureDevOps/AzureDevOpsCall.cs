using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace PerfFunctions.TestKit.AzureDevOps;

/// <summary>A call of one of the operations that are used, checked against their documentation (version 7.1).</summary>
internal sealed partial class AzureDevOpsCall
{
    private static readonly string[] States = ["notSet", "pending", "succeeded", "failed", "error", "notApplicable"];
    private static readonly string[] ThreadStates = ["active", "fixed", "wontFix", "closed", "byDesign", "pending"];

    private readonly string _accepts;

    private AzureDevOpsCall(string operation, int thread, string accepts) => (Operation, Thread, _accepts) = (operation, thread, accepts);

    /// <summary>What is called.</summary>
    public string Operation { get; }

    /// <summary>Number of the thread that it is about; zero for none.</summary>
    public int Thread { get; }

    /// <summary>The call that a request is; null when there is no such operation, project, repository or pull request.</summary>
    public static AzureDevOpsCall? Match(HttpRequest request)
    {
        string root = $"/fabrikam/{AzureDevOpsStandIn.Project}/_apis/git/repositories/{AzureDevOpsStandIn.Repository}/";
        string path = request.Path.Value!;
        if (!path.StartsWith(root, StringComparison.Ordinal))
        {
            return null;
        }

        string what = path[root.Length..].Replace($"pullRequests/{AzureDevOpsStandIn.PullRequest}/", "", StringComparison.Ordinal);
        Match numbers = Number().Match(what);
        string? operation = $"{request.Method} {Number().Replace(what, "/#")}" switch
        {
            "GET items" => request.Query.ContainsKey("path") ? "item" : "items",
            "GET iterations" => "iterations",
            "GET iterations/#/changes" => "changes",
            "POST statuses" => "set status",
            "GET threads" => "threads",
            "POST threads" => "new thread",
            "PATCH threads/#" => "edit thread",
            "PATCH threads/#/comments/#" => "edit comment",
            _ => null,
        };
        return operation is null ? null : new AzureDevOpsCall(operation, numbers.Success ? int.Parse(numbers.ValueSpan[1..], CultureInfo.InvariantCulture) : 0, request.Headers.Accept.ToString());
    }

    /// <summary>Where the request departs from the documentation.</summary>
    public IEnumerable<string> Violations(IQueryCollection query, JsonObject? body)
    {
        string[] known = Operation switch
        {
            "item" => ["path", "includeContent", "$format", "download", "versionDescriptor.version", "versionDescriptor.versionType"],
            "items" => ["scopePath", "recursionLevel", "versionDescriptor.version", "versionDescriptor.versionType"],
            "changes" => ["$top", "$skip"],
            _ => [],
        };
        IEnumerable<string> ofQuery = query.Keys.Except([.. known, "api-version"]).Select(key => $"{Operation}: query {key} is not known");
        IEnumerable<string> ofVersion = query["api-version"] == "7.1" ? [] : [$"{Operation}: api-version is '{query["api-version"]}'"];

        // Content as it is comes only to who accepts bytes; all else is JSON.
        string accepted = query.ContainsKey("download") ? "application/octet-stream" : "application/json";
        IEnumerable<string> ofAccept = _accepts == accepted || _accepts.Length == 0 ? [] : [$"{Operation}: accepts '{_accepts}', not '{accepted}'"];
        return [.. ofQuery, .. ofVersion, .. ofAccept, .. BodyViolations(body).Select(violation => $"{Operation}: {violation}")];
    }

    private IEnumerable<string> BodyViolations(JsonObject? body) => (Operation, body) switch
    {
        ("set status", { } status) =>
        [
            .. Unknown(status, "state", "description", "targetUrl", "context", "iterationId"),
            .. OneOf(status, "state", States),
            .. Text(status["context"], "name"),
            .. (int?)status["iterationId"] is < 1 ? ["iterationId is below 1"] : (string[])[],
        ],
        ("new thread", { } thread) =>
        [
            .. Unknown(thread, "comments", "status", "properties"),
            .. OneOf(thread, "status", ThreadStates),
            .. Text(thread["comments"]?[0], "content"),
        ],
        ("edit thread", { } thread) => [.. Unknown(thread, "status"), .. OneOf(thread, "status", ThreadStates)],
        ("edit comment", { } comment) => [.. Unknown(comment, "content"), .. Text(comment, "content")],
        ("set status" or "new thread" or "edit thread" or "edit comment", null) => ["the body is missing"],
        (_, not null) => ["there must be no body"],
        _ => [],
    };

    private static IEnumerable<string> Unknown(JsonObject body, params string[] known) =>
        body.Select(field => field.Key).Except(known).Select(key => $"{key} is not known");

    private static IEnumerable<string> Text(JsonNode? of, string field) => string.IsNullOrEmpty((string?)of?[field]) ? [$"{field} is missing"] : [];

    private static IEnumerable<string> OneOf(JsonObject body, string field, string[] allowed) =>
        allowed.Contains((string?)body[field]) ? [] : [$"{field} is '{body[field]}'"];

    [GeneratedRegex("/[0-9]+")]
    private static partial Regex Number();
}
