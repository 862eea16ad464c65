using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PerfFunctions.TestKit.AzureDevOps;

/// <summary>
/// A real server on loopback that stands for the part of Azure DevOps' REST API that is used: one project, one repository,
/// one pull request. It answers 400 to a request that departs from what is documented; <see cref="Violations"/> tells them all.
/// </summary>
public sealed class AzureDevOpsStandIn : IAsyncDisposable
{
    /// <summary>The project, whose name has to be escaped.</summary>
    public const string Project = "Fabrikam Shop";

    /// <summary>The repository.</summary>
    public const string Repository = "storefront";

    /// <summary>Number of the pull request.</summary>
    public const int PullRequest = 17;

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, byte[]> _files = new();
    private readonly HashSet<string> _links = [];
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly ConcurrentQueue<JsonObject> _statuses = new();
    private readonly List<JsonObject> _threads = [];
    private readonly ConcurrentQueue<(int Status, string? RetryAfter)> _failures = new();

    private AzureDevOpsStandIn(WebApplication app) => _app = app;

    /// <summary>The personal access token that is taken.</summary>
    public string Token { get; } = System.Security.Cryptography.RandomNumberGenerator.GetHexString(52, lowercase: true);

    /// <summary>Settings of a service that speaks with this stand-in, by configuration key.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Perf:AzureDevOps:BaseAddress"] = $"{_app.Urls.First()}/fabrikam",
        ["Perf:AzureDevOps:Token"] = Token,
        ["Perf:AzureDevOps:WebhookUser"] = "hooks",
        ["Perf:AzureDevOps:WebhookPassword"] = "a hook's password",
    };

    /// <summary>Where requests departed from the documentation; a test ends with none.</summary>
    public IReadOnlyCollection<string> Violations => _violations;

    /// <summary>Statuses in the order in which they were set: <c>genre/name of iteration state: description</c>.</summary>
    public IReadOnlyList<string> Statuses =>
        [.. _statuses.Select(s => $"{s["context"]!["genre"]}/{s["context"]!["name"]} of {s["iterationId"]} {s["state"]}: {s["description"]}")];

    /// <summary>Threads as they stand.</summary>
    public IReadOnlyList<JsonObject> Threads => _threads;

    /// <summary>Commits of the pushes to the pull request, the first of number 1.</summary>
    public IList<string> Pushes { get; } = [];

    /// <summary>What the pull request changes; a renamed file is <c>new old</c>.</summary>
    public IReadOnlyList<string> Changed { get; set; } = [];

    /// <summary>Starts on a free port.</summary>
    public static async Task<AzureDevOpsStandIn> StartAsync(CancellationToken cancellationToken = default)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var azure = new AzureDevOpsStandIn(app);
        app.Run(azure.ServeAsync);
        await app.StartAsync(cancellationToken);
        return azure;
    }

    /// <summary>Puts a file into the repository.</summary>
    public void AddFile(string path, string text, string commit) => AddFile(path, Encoding.UTF8.GetBytes(text), commit);

    /// <summary>Puts a file into the repository.</summary>
    public void AddFile(string path, byte[] content, string commit) => _files[$"{commit}:/{path}"] = content;

    /// <summary>Puts a symbolic link into the repository.</summary>
    public void AddLink(string path, string target, string commit)
    {
        AddFile(path, target, commit);
        _links.Add($"{commit}:/{path}");
    }

    /// <summary>Adds a thread that somebody else began.</summary>
    public void AddThread(string content) =>
        _threads.Add(new JsonObject { ["id"] = _threads.Count + 1, ["status"] = "active", ["comments"] = new JsonArray(Comment(1, content)) });

    /// <summary>Fails the next request.</summary>
    public void Fail(int status, string? retryAfter = null) => _failures.Enqueue((status, retryAfter));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        using var reader = new StreamReader(request.Body);
        string text = await reader.ReadToEndAsync(context.RequestAborted);
        (int status, JsonNode? body) = Answer(context, request, text.Length == 0 ? null : JsonNode.Parse(text)!.AsObject());
        context.Response.StatusCode = status;
        if (status == 200 && request.Query.ContainsKey("download"))
        {
            context.Response.ContentType = "application/octet-stream";
            await context.Response.Body.WriteAsync(_files[KeyOf(request.Query)], context.RequestAborted);
            return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(body?.ToJsonString() ?? "{}", context.RequestAborted);
    }

    private (int Status, JsonNode? Body) Answer(HttpContext context, HttpRequest request, JsonObject? body)
    {
        if (_failures.TryDequeue(out (int Status, string? RetryAfter) failure))
        {
            context.Response.Headers.RetryAfter = failure.RetryAfter;
            return (failure.Status, null);
        }

        // As the real one it does not say 401 to a token that it does not take, but shows a page to sign in at.
        if (request.Headers.Authorization != $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($":{Token}"))}")
        {
            return (203, null);
        }

        AzureDevOpsCall? call = AzureDevOpsCall.Match(request);
        string[] violations = [.. call?.Violations(request.Query, body) ?? [$"there is no such operation: {request.Method} {request.Path}"]];
        foreach (string violation in violations)
        {
            _violations.Enqueue(violation);
        }

        return violations.Length > 0 ? (400, null) : Answer(call!, request.Query, body);
    }

    private (int Status, JsonNode? Body) Answer(AzureDevOpsCall call, IQueryCollection query, JsonObject? body) => call.Operation switch
    {
        "item" => Find(KeyOf(query), withContent: query["includeContent"] == "true"),
        "items" => List(query["versionDescriptor.version"]!, query["scopePath"]!),
        "iterations" => (200, Many(Pushes.Select((commit, i) => new JsonObject
        {
            ["id"] = i + 1,
            ["sourceRefCommit"] = new JsonObject { ["commitId"] = commit },
        }))),
        "changes" => (200, Changes(int.Parse(query["$top"]!, CultureInfo.InvariantCulture), int.Parse(query["$skip"]!, CultureInfo.InvariantCulture))),
        "set status" => Add(_statuses, body!),
        "threads" => (200, Many(_threads.Select(t => t.DeepClone()))),
        "new thread" => AddThread(body!),
        "edit thread" => Edit(_threads[call.Thread - 1], "status", body!),
        _ => Edit(_threads[call.Thread - 1]["comments"]![0]!.AsObject(), "content", body!),
    };

    private static string KeyOf(IQueryCollection query) => $"{query["versionDescriptor.version"]}:{query["path"]}";

    private (int Status, JsonNode? Body) Find(string key, bool withContent) => !_files.TryGetValue(key, out byte[]? content) ? (404, null) : (200, new JsonObject
    {
        ["gitObjectType"] = "blob",
        ["isSymLink"] = _links.Contains(key) ? true : null,
        ["content"] = withContent ? Encoding.UTF8.GetString(content) : null,
    });

    private (int Status, JsonNode? Body) List(string commit, string folder)
    {
        string root = $"{commit}:{folder}/";
        string[] inside = [.. _files.Keys.Where(key => key.StartsWith(root, StringComparison.Ordinal)).Select(key => key[(commit.Length + 1)..])];
        return inside.Length == 0 ? (404, null) : (200, Many(inside.Select(path => new JsonObject { ["path"] = path, ["gitObjectType"] = "blob" })
            .Prepend(new JsonObject { ["path"] = folder, ["gitObjectType"] = "tree", ["isFolder"] = true })));
    }

    private JsonObject Changes(int top, int skip)
    {
        bool isLast = skip + top >= Changed.Count;
        return new JsonObject
        {
            ["changeEntries"] = new JsonArray([.. Changed.Skip(skip).Take(top).Select(c => c.Split(' ')).Select(names => new JsonObject
            {
                ["item"] = new JsonObject { ["path"] = $"/{names[0]}" },
                ["originalPath"] = names.Length > 1 ? $"/{names[1]}" : null,
            })]),
            ["nextSkip"] = isLast ? 0 : skip + top,
            ["nextTop"] = isLast ? 0 : top,
        };
    }

    private (int Status, JsonNode? Body) AddThread(JsonObject body)
    {
        JsonObject thread = body.DeepClone().AsObject();
        thread["id"] = _threads.Count + 1;
        thread["comments"]![0]!["id"] = 1;
        _threads.Add(thread);
        return (200, thread.DeepClone());
    }

    private static (int Status, JsonNode? Body) Add(ConcurrentQueue<JsonObject> to, JsonObject body)
    {
        to.Enqueue(body);
        return (200, body.DeepClone());
    }

    private static (int Status, JsonNode? Body) Edit(JsonObject what, string field, JsonObject body)
    {
        what[field] = body[field]!.DeepClone();
        return (200, what.DeepClone());
    }

    private static JsonObject Comment(int id, string content) => new() { ["id"] = id, ["content"] = content, ["commentType"] = "text" };

    private static JsonObject Many(IEnumerable<JsonNode> values)
    {
        JsonNode[] all = [.. values];
        return new JsonObject { ["count"] = all.Length, ["value"] = new JsonArray(all) };
    }
}
