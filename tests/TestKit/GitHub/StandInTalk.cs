using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PerfFunctions.TestKit.GitHub;

/// <summary>What people and apps say at the stand-in: comments, reactions and commit statuses; and who may write.</summary>
internal sealed class StandInTalk
{
    private const string Instant = "2026-03-01T12:00:00Z";

    private readonly ConcurrentDictionary<long, StandInComment> _comments = new();
    private readonly ConcurrentQueue<(string On, JsonObject Status)> _statuses = new();
    private long _lastId = 1_000;

    public ConcurrentDictionary<string, string> Permissions { get; } = new();

    public ConcurrentDictionary<string, JsonObject> PullRequests { get; } = new();

    public ConcurrentDictionary<string, string[]> Files { get; } = new();

    /// <summary>Names of branches by what they are the head of, <c>owner/name@sha</c>.</summary>
    public ConcurrentDictionary<string, string> Branches { get; } = new();

    public ConcurrentQueue<string> Reactions { get; } = new();

    public ConcurrentQueue<string> Statuses { get; } = new();

    public IReadOnlyList<StandInComment> Comments => [.. _comments.OrderBy(pair => pair.Key).Select(pair => pair.Value)];

    public StandInComment Add(string repository, int issue, string author, string body)
    {
        var comment = new StandInComment(Interlocked.Increment(ref _lastId), repository, issue, author, body);
        return _comments[comment.Id] = comment;
    }

    /// <summary>Answers an operation; null when it is none of these.</summary>
    public StandInAnswer? Answer(ApiCall call, string repository, IQueryCollection query, JsonObject? body, string caller) => call.Last switch
    {
        "permission" => Permission(call.Path["username"]),
        "{pull_number}" => PullRequests.TryGetValue($"{repository}#{call.Path["pull_number"]}", out JsonObject? pull) ? new(200, pull.DeepClone()) : null,
        "reactions" => React(long.Parse(call.Path["comment_id"], CultureInfo.InvariantCulture), (string)body!["content"]!),
        "{sha}" => Status(repository, call.Path["sha"], body!),
        "{comment_id}" => Edit(long.Parse(call.Path["comment_id"], CultureInfo.InvariantCulture), (string)body!["body"]!),
        "comments" when body is not null =>
            new(201, Add(repository, int.Parse(call.Path["issue_number"], CultureInfo.InvariantCulture), caller, (string)body["body"]!).Json()),
        "statuses" => StatusesOf($"{repository}@{call.Path["ref"]}"),
        "pulls" => PullRequestsOf(repository, call.Path["commit_sha"]),
        "branches-where-head" => BranchesAt(repository, call.Path["commit_sha"]),
        "files" => ChangedFiles(repository, int.Parse(call.Path["pull_number"], CultureInfo.InvariantCulture), query),
        "comments" => List(repository, int.Parse(call.Path["issue_number"], CultureInfo.InvariantCulture), query),
        _ => null,
    };

    private StandInAnswer Permission(string login)
    {
        string permission = Permissions.GetValueOrDefault(login, "none");
        return new(200, new JsonObject { ["permission"] = permission, ["role_name"] = permission, ["user"] = null });
    }

    private StandInAnswer React(long comment, string content)
    {
        Reactions.Enqueue($"{comment} {content}");
        return new(201, new JsonObject
        {
            ["id"] = Interlocked.Increment(ref _lastId),
            ["node_id"] = "R_1",
            ["user"] = null,
            ["content"] = content,
            ["created_at"] = Instant,
        });
    }

    private StandInAnswer Status(string repository, string sha, JsonObject body)
    {
        Statuses.Enqueue($"{repository}@{sha} {body["context"]} {body["state"]}: {body["description"]}");
        var status = new JsonObject
        {
            ["url"] = "http://github.example/status",
            ["avatar_url"] = null,
            ["id"] = 1,
            ["node_id"] = "S_1",
            ["state"] = (string)body["state"]!,
            ["description"] = (string?)body["description"],
            ["target_url"] = (string?)body["target_url"],
            ["context"] = (string)body["context"]!,
            ["created_at"] = Instant,
            ["updated_at"] = Instant,
            ["creator"] = null,
        };
        _statuses.Enqueue(($"{repository}@{sha}", status));
        return new(201, status.DeepClone());
    }

    private StandInAnswer StatusesOf(string commit) =>
        new(200, new JsonArray([.. _statuses.Where(s => s.On == commit).Reverse().Select(s => s.Status.DeepClone())]));

    private StandInAnswer PullRequestsOf(string repository, string commit) => new(200, new JsonArray([.. PullRequests
        .Where(p => p.Key.StartsWith($"{repository}#", StringComparison.Ordinal) && (string?)p.Value["head"]!["sha"] == commit)
        .Select(p => Simple(p.Value))]));

    // A list tells less of a pull request than reading the one does.
    private static JsonNode Simple(JsonObject pull)
    {
        JsonObject copy = pull.DeepClone().AsObject();
        foreach (string key in (string[])["mergeable", "merged", "mergeable_state", "merged_by", "comments", "review_comments", "maintainer_can_modify",
            "commits", "additions", "deletions", "changed_files", "rebaseable"])
        {
            copy.Remove(key);
        }

        return copy;
    }

    private StandInAnswer BranchesAt(string repository, string commit) => new(200, new JsonArray([.. Branches
        .Where(b => b.Key == $"{repository}@{commit}")
        .Select(b => new JsonObject
        {
            ["name"] = b.Value,
            ["commit"] = new JsonObject { ["sha"] = commit, ["url"] = "http://github.example/commit" },
            ["protected"] = false,
        })]));

    private StandInAnswer? ChangedFiles(string repository, int number, IQueryCollection query)
    {
        if (!Files.TryGetValue($"{repository}#{number}", out string[]? all))
        {
            return null;
        }

        int size = int.Parse(query["per_page"].FirstOrDefault() ?? "30", CultureInfo.InvariantCulture);
        int page = int.Parse(query["page"].FirstOrDefault() ?? "1", CultureInfo.InvariantCulture);
        string? next = page * size < all.Length ? $"repos/{repository}/pulls/{number}/files?per_page={size}&page={page + 1}" : null;
        return new(200, new JsonArray([.. all.Skip((page - 1) * size).Take(size).Select(ChangedFile)])) { Next = next };
    }

    private static JsonObject ChangedFile(string path) => new()
    {
        ["sha"] = new string('a', 40),
        ["filename"] = path,
        ["status"] = "modified",
        ["additions"] = 1,
        ["deletions"] = 0,
        ["changes"] = 1,
        ["blob_url"] = "http://github.example/blob",
        ["raw_url"] = "http://github.example/raw",
        ["contents_url"] = "http://github.example/contents",
    };

    private StandInAnswer? Edit(long id, string body)
    {
        if (!_comments.TryGetValue(id, out StandInComment? comment))
        {
            return null;
        }

        (comment.Body, comment.Edits) = (body, comment.Edits + 1);
        return new(200, comment.Json());
    }

    private StandInAnswer List(string repository, int issue, IQueryCollection query)
    {
        int size = int.Parse(query["per_page"].FirstOrDefault() ?? "30", CultureInfo.InvariantCulture);
        int page = int.Parse(query["page"].FirstOrDefault() ?? "1", CultureInfo.InvariantCulture);
        StandInComment[] all = [.. Comments.Where(c => c.Repository == repository && c.Issue == issue)];
        string? next = page * size < all.Length ? $"repos/{repository}/issues/{issue}/comments?per_page={size}&page={page + 1}" : null;
        return new(200, new JsonArray([.. all.Skip((page - 1) * size).Take(size).Select(c => c.Json())])) { Next = next };
    }
}

/// <summary>A comment at the stand-in.</summary>
public sealed class StandInComment
{
    internal StandInComment(long id, string repository, int issue, string author, string body) =>
        (Id, Repository, Issue, Author, Body) = (id, repository, issue, author, body);

    /// <summary>Its id.</summary>
    public long Id { get; }

    /// <summary><c>owner/name</c></summary>
    public string Repository { get; }

    /// <summary>Number of the pull request.</summary>
    public int Issue { get; }

    /// <summary>Login of who wrote it.</summary>
    public string Author { get; }

    /// <summary>What it says.</summary>
    public string Body { get; internal set; }

    /// <summary>How often it was edited.</summary>
    public int Edits { get; internal set; }

    internal JsonObject Json() => new()
    {
        ["id"] = Id,
        ["node_id"] = $"IC_{Id}",
        ["url"] = $"http://github.example/comments/{Id}",
        ["html_url"] = $"http://github.example/{Repository}/pull/{Issue}#issuecomment-{Id}",
        ["issue_url"] = $"http://github.example/{Repository}/issues/{Issue}",
        ["author_association"] = "NONE",
        ["body"] = Body,
        ["created_at"] = "2026-03-01T12:00:00Z",
        ["updated_at"] = "2026-03-01T12:00:00Z",
        ["user"] = StandInUser.Json(Author),
        ["performed_via_github_app"] = Author.EndsWith("[bot]", StringComparison.Ordinal) ? App() : null,
    };

    private JsonObject App() => new()
    {
        ["id"] = Author == "perf[bot]" ? long.Parse(GitHubStandIn.KnownApp, CultureInfo.InvariantCulture) : 1,
        ["node_id"] = "A_1",
        ["client_id"] = "Iv1.1",
        ["owner"] = StandInUser.Json("octo"),
        ["name"] = Author[..^5],
        ["description"] = null,
        ["external_url"] = "http://github.example",
        ["html_url"] = "http://github.example",
        ["created_at"] = "2026-03-01T12:00:00Z",
        ["updated_at"] = "2026-03-01T12:00:00Z",
        ["permissions"] = new JsonObject(),
        ["events"] = new JsonArray(),
    };
}

/// <summary>People and apps at the stand-in.</summary>
internal static class StandInUser
{
    private static readonly string[] Links =
    [
        "avatar_url", "url", "html_url", "followers_url", "following_url", "gists_url", "starred_url", "subscriptions_url",
        "organizations_url", "repos_url", "events_url", "received_events_url",
    ];

    /// <summary>All that a user is told of oneself.</summary>
    public static JsonObject Whole(string login)
    {
        JsonObject user = Json(login);
        foreach (string count in (string[])["public_repos", "public_gists", "followers", "following"])
        {
            user[count] = 0;
        }

        foreach (string text in (string[])["name", "company", "location", "email", "hireable", "bio"])
        {
            user[text] = null;
        }

        (user["blog"], user["created_at"], user["updated_at"]) = ("", "2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z");
        return user;
    }

    /// <summary>A user; one whose login ends in <c>[bot]</c> is an app.</summary>
    public static JsonObject Json(string login)
    {
        var user = new JsonObject
        {
            ["login"] = login,
            ["id"] = 1,
            ["node_id"] = "U_1",
            ["gravatar_id"] = null,
            ["type"] = login.EndsWith("[bot]", StringComparison.Ordinal) ? "Bot" : "User",
            ["site_admin"] = false,
        };
        foreach (string link in Links)
        {
            user[link] = $"http://github.example/{link}";
        }

        return user;
    }
}
