using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PerfFunctions.TestKit.GitHub;

/// <summary>
/// A real server on loopback that stands for GitHub's REST API. It holds every request against GitHub's own
/// description of the API and answers 422 to one that departs from it; <see cref="Violations"/> tells them all.
/// </summary>
public sealed class GitHubStandIn : IAsyncDisposable
{
    internal const string KnownApp = "12345";

    private readonly WebApplication _app;
    private readonly ApiDescription _api;
    private readonly RSA _key = RSA.Create(2048);
    private readonly StandInKeys _keys;
    private readonly StandInFailures _failures = new();
    private readonly ConcurrentQueue<StandInRequest> _requests = new();
    private readonly ConcurrentDictionary<string, byte[]> _files = new();
    private readonly HashSet<string> _links = [];
    private readonly ConcurrentDictionary<long, StandInCheck> _checks = new();
    private readonly StandInTalk _talk = new();
    private long _lastId;

    private GitHubStandIn(WebApplication app, ApiDescription api, TimeProvider time)
    {
        (_app, _api) = (app, api);
        _keys = new StandInKeys(_key, AppId, time);
        PrivateKey = _key.ExportRSAPrivateKeyPem();
    }

    /// <summary>Base address.</summary>
    public Uri Address => new(_app.Urls.First() + "/");

    /// <summary>The app that is known here.</summary>
    public string AppId { get; } = KnownApp;

    /// <summary>The app's private key, PEM.</summary>
    public string PrivateKey { get; }

    /// <summary>What deliveries to the app are signed with.</summary>
    public string WebhookSecret { get; } = RandomNumberGenerator.GetHexString(40);

    /// <summary>
    /// Settings of a service that speaks with this stand-in, by configuration key; in environment variables <c>:</c>
    /// is <c>__</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Perf:GitHub:BaseAddress"] = Address.ToString(),
        ["Perf:GitHub:AppId"] = AppId,
        ["Perf:GitHub:PrivateKey"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(PrivateKey)),
        ["Perf:GitHub:WebhookSecret"] = WebhookSecret,
    };

    /// <summary>Login of the person whose token is in <see cref="TokenSettings"/>.</summary>
    public string TokenLogin { get; } = "perf-person";

    /// <summary>The same for a service that speaks by a person's token, which may not touch checks.</summary>
    public IReadOnlyDictionary<string, string?> TokenSettings => new Dictionary<string, string?>
    {
        ["Perf:GitHub:BaseAddress"] = Address.ToString(),
        ["Perf:GitHub:Token"] = _keys.UserToken,
        ["Perf:GitHub:WebhookSecret"] = WebhookSecret,
    };

    /// <summary>Requests in the order in which they were answered.</summary>
    public IReadOnlyCollection<StandInRequest> Requests => _requests;

    /// <summary>Requests that depart from GitHub's description; a test ends with none.</summary>
    public IReadOnlyList<StandInRequest> Violations => [.. _requests.Where(request => request.Violations.Count > 0)];

    /// <summary>Check runs in the order in which they were created.</summary>
    public IReadOnlyList<StandInCheck> Checks => [.. _checks.OrderBy(pair => pair.Key).Select(pair => pair.Value)];

    /// <summary>Comments in the order in which they were written.</summary>
    public IReadOnlyList<StandInComment> Comments => _talk.Comments;

    /// <summary>Reactions to comments: <c>id content</c>.</summary>
    public IReadOnlyCollection<string> Reactions => _talk.Reactions;

    /// <summary>Commit statuses: <c>owner/name@commit context state: description</c>.</summary>
    public IReadOnlyCollection<string> Statuses => _talk.Statuses;

    /// <summary>Starts on a free port. The first time on a machine this fetches GitHub's description, 29 MB.</summary>
    /// <param name="time">Clock by which tokens end; the system's if null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<GitHubStandIn> StartAsync(TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        ApiDescription api = await ApiDescription.GetAsync(cancellationToken);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var github = new GitHubStandIn(app, api, time ?? TimeProvider.System);
        app.Run(github.ServeAsync);
        await app.StartAsync(cancellationToken);
        return github;
    }

    /// <summary>Puts a file into a repository.</summary>
    /// <param name="repository"><c>owner/name</c></param>
    /// <param name="path">Path from the root.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="commit">Commit that has it; null for the default branch.</param>
    public void AddFile(string repository, string path, string text, string? commit = null) =>
        AddFile(repository, path, Encoding.UTF8.GetBytes(text), commit);

    /// <summary>Puts a file into a repository.</summary>
    public void AddFile(string repository, string path, byte[] content, string? commit = null) =>
        _files[$"{repository}/{path}@{commit}"] = content;

    /// <summary>Puts a symbolic link into a repository. Like GitHub it gives the content of its target where it is read.</summary>
    public void AddLink(string repository, string path, string content, string? commit = null)
    {
        AddFile(repository, path, content, commit);
        _links.Add($"{repository}/{path}@{commit}");
    }

    /// <summary>Fails the next requests.</summary>
    /// <param name="count">How many.</param>
    /// <param name="status">With which status.</param>
    /// <param name="operation">Only those whose operation has this in its name, e.g. <c>PATCH</c>.</param>
    /// <param name="afterwards">Whether they take effect all the same, and only the answer is lost.</param>
    /// <param name="message">What the answers say.</param>
    /// <param name="headers">Headers of the answers, e.g. <c>retry-after</c>.</param>
    public void Fail(
        int count, int status = 502, string? operation = null, bool afterwards = false, string message = "Planned failure",
        IReadOnlyDictionary<string, string>? headers = null) =>
        _failures.Add(count, status, operation, afterwards, message, headers ?? new Dictionary<string, string>());

    /// <summary>Says what a person may do: <c>admin</c>, <c>write</c>, <c>read</c> or <c>none</c>.</summary>
    public void Permit(string login, string permission) => _talk.Permissions[login] = permission;

    /// <summary>Adds a pull request as it stands, made of the one in a delivery.</summary>
    public void AddPullRequest(string repository, JsonObject delivery) =>
        _talk.PullRequests[$"{repository}#{delivery["number"]}"] = delivery["pull_request"]!.DeepClone().AsObject();

    /// <summary>Says which files a pull request changes.</summary>
    public void AddChangedFiles(string repository, int number, params IEnumerable<string> paths) => _talk.Files[$"{repository}#{number}"] = [.. paths];

    /// <summary>Says that a commit is the head of a branch of the repository itself.</summary>
    public void AddBranch(string repository, string name, string commit) => _talk.Branches[$"{repository}@{commit}"] = name;

    /// <summary>Adds a comment that somebody wrote.</summary>
    public StandInComment AddComment(string repository, int issue, string author, string body) => _talk.Add(repository, issue, author, body);

    /// <summary>Takes back all tokens before their time.</summary>
    public void RevokeTokens() => _keys.Revoke();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        using var reader = new StreamReader(request.Body);
        string body = await reader.ReadToEndAsync(context.RequestAborted);
        ApiCall? call = _api.Match(request);
        IReadOnlyList<string> violations =
            call?.Operation.Violations(call, request.Query, body) ?? ["GitHub's description has no such operation"];
        StandInAnswer answer = violations.Count > 0 ? Failure(422, string.Join('\n', violations)) : Answer(call!, request, body);
        if (answer.Body is JsonNode json && call is not null)
        {
            violations = [.. violations, .. call.Operation.AnswerViolations(answer.Status, json.ToJsonString())];
        }

        _requests.Enqueue(new StandInRequest(call?.Operation.Name, request.Path + request.QueryString, body, answer.Status, violations));
        await answer.WriteAsync(context);
    }

    private StandInAnswer Answer(ApiCall call, HttpRequest request, string body)
    {
        string operation = call.Operation.Name;
        StandInFailures.Failure? failure = _failures.Take(operation);
        if (failure is { Afterwards: false })
        {
            return Failure(failure.Status, failure.Message) with { Headers = failure.Headers };
        }

        string? authorization = request.Headers.Authorization;
        bool isApp = operation.Contains("/app/", StringComparison.Ordinal);
        if ((isApp ? _keys.AppProblem(authorization) : _keys.TokenProblem(authorization)) is { } problem)
        {
            return Failure(401, problem);
        }

        bool isUser = _keys.IsUser(authorization);
        if (isUser && operation.Contains("check-runs", StringComparison.Ordinal))
        {
            return Failure(403, "You must authenticate via a GitHub App.");
        }

        StandInAnswer answer = isApp ? Token()
            : operation == "GET /user" ? new StandInAnswer(200, StandInUser.Whole(TokenLogin))
            : OfRepository(call, request, body, isUser ? TokenLogin : "perf[bot]");
        return failure is null ? answer : Failure(failure.Status, "Planned failure, after the deed");
    }

    private StandInAnswer OfRepository(ApiCall call, HttpRequest request, string body, string caller)
    {
        string repository = $"{Value(call, "owner")}/{Value(call, "repo")}";
        if (_talk.Answer(call, repository, request.Query, body.Length == 0 ? null : JsonNode.Parse(body)!.AsObject(), caller) is { } answer)
        {
            return answer;
        }

        return request.Method switch
        {
            _ when !call.Operation.Name.Contains("check-runs", StringComparison.Ordinal) && !call.Path.ContainsKey("path") => Failure(404, "Not Found"),
            "POST" => Create(repository, JsonNode.Parse(body)!.AsObject()),
            "PATCH" => Update(long.Parse(Value(call, "check_run_id"), CultureInfo.InvariantCulture), JsonNode.Parse(body)!.AsObject()),
            _ when call.Path.ContainsKey("ref") => List(repository, Value(call, "ref"), request.Query),
            _ => Read($"{repository}/{Value(call, "path")}", request.Query["ref"]),
        };
    }

    private StandInAnswer Token()
    {
        (string token, DateTimeOffset ends) = _keys.Issue();
        return new StandInAnswer(201, new JsonObject { ["token"] = token, ["expires_at"] = $"{ends.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}" });
    }

    private StandInAnswer Create(string repository, JsonObject fields)
    {
        var check = new StandInCheck(Interlocked.Increment(ref _lastId), repository, fields);
        _checks[check.Id] = check;
        return new StandInAnswer(201, check.Json(Address));
    }

    private StandInAnswer Update(long id, JsonObject fields)
    {
        if (!_checks.TryGetValue(id, out StandInCheck? check))
        {
            return Failure(404, "Not Found");
        }

        check.Apply(fields);
        return new StandInAnswer(200, check.Json(Address));
    }

    // Like GitHub, "latest" (its default) shows only the newest check run of a name.
    private StandInAnswer List(string repository, string commit, IQueryCollection query)
    {
        IEnumerable<StandInCheck> found = Checks.Where(check =>
            check.Repository == repository && check.HeadSha == commit && (query["check_name"].Count == 0 || check.Name == query["check_name"]));
        if (query["filter"] != "all")
        {
            found = found.GroupBy(check => check.Name).Select(group => group.Last());
        }

        JsonNode[] page = [.. found.Select(check => check.Json(Address))];
        return new StandInAnswer(200, new JsonObject { ["total_count"] = page.Length, ["check_runs"] = new JsonArray(page) });
    }

    private StandInAnswer Read(string path, string? commit) =>
        _files.TryGetValue($"{path}@{commit}", out byte[]? content) ? new StandInAnswer(200, content)
        : _files.Keys.Where(key => key.StartsWith($"{path.TrimEnd('/')}/", StringComparison.Ordinal) && key.EndsWith($"@{commit}", StringComparison.Ordinal)).ToArray()
            is { Length: > 0 } inside ? new StandInAnswer(200, new JsonArray([.. inside.Where(key => key.LastIndexOf('/') == path.TrimEnd('/').Length).Select(Entry)]))
        : Failure(404, "Not Found");

    private JsonObject Entry(string key)
    {
        string path = key.Split('@')[0].Split('/', 3)[2];
        string url = $"{Address}contents/{path}";
        return new JsonObject
        {
            ["type"] = _links.Contains(key) ? "symlink" : "file",
            ["size"] = _files[key].Length,
            ["name"] = Path.GetFileName(path),
            ["path"] = path,
            ["sha"] = new string('a', 40),
            ["url"] = url,
            ["git_url"] = url,
            ["html_url"] = url,
            ["download_url"] = url,
            ["_links"] = new JsonObject { ["git"] = url, ["html"] = url, ["self"] = url },
        };
    }

    private static StandInAnswer Failure(int status, string message) => new(status, new JsonObject { ["message"] = message });

    private static string Value(ApiCall call, string name) => call.Path[name];
}
