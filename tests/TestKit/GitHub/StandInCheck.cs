using System.Text.Json.Nodes;

namespace PerfFunctions.TestKit.GitHub;

/// <summary>A check run at the stand-in.</summary>
public sealed class StandInCheck
{
    private volatile JsonObject _fields;

    internal StandInCheck(long id, string repository, JsonObject fields)
    {
        (Id, Repository, _fields) = (id, repository, new JsonObject { ["status"] = "queued" });
        Apply(fields);
    }

    /// <summary>Its id.</summary>
    public long Id { get; }

    /// <summary><c>owner/name</c></summary>
    public string Repository { get; }

    /// <summary>Commit it is shown on.</summary>
    public string HeadSha => Text("head_sha")!;

    /// <summary>Its name.</summary>
    public string Name => Text("name")!;

    /// <summary>What the app calls it.</summary>
    public string? ExternalId => Text("external_id");

    /// <summary>Where details are.</summary>
    public string? DetailsUrl => Text("details_url");

    /// <summary><c>queued</c>, <c>in_progress</c> or <c>completed</c>.</summary>
    public string Status => Text("status")!;

    /// <summary>How it was completed; null while it is not.</summary>
    public string? Conclusion => Text("conclusion");

    /// <summary>Headline.</summary>
    public string? Title => (string?)_fields["output"]?["title"];

    /// <summary>Summary, Markdown.</summary>
    public string? Summary => (string?)_fields["output"]?["summary"];

    /// <summary>Annotations: <c>path:line level message</c>. Like GitHub, an update adds to them.</summary>
    public IReadOnlyList<string> Annotations { get; private set; } = [];

    /// <summary>Addresses of its pictures.</summary>
    public IReadOnlyList<string> Images => [.. (_fields["output"]?["images"]?.AsArray() ?? []).Select(image => (string)image!["image_url"]!)];

    /// <summary>Identifiers of its buttons.</summary>
    public IReadOnlyList<string> Actions => [.. (_fields["actions"]?.AsArray() ?? []).Select(action => (string)action!["identifier"]!)];

    /// <summary>How often it was completed.</summary>
    public int Completions { get; private set; }

    internal void Apply(JsonObject change)
    {
        JsonArray added = change["output"]?["annotations"]?.AsArray() ?? [];
        Annotations =
        [
            .. Annotations,
            .. added.Select(note => $"{note!["path"]}:{note["start_line"]} {note["annotation_level"]} {note["message"]}"),
        ];
        Completions += change["conclusion"] is null ? 0 : 1;

        // Last, and all at once: a test that sees a check completed sees all of it.
        JsonObject next = _fields.DeepClone().AsObject();
        foreach ((string key, JsonNode? value) in change)
        {
            next[key] = value?.DeepClone();
        }

        _fields = next;
    }

    internal JsonObject Json(Uri address)
    {
        string url = $"{address}repos/{Repository}/check-runs/{Id}";
        return new JsonObject
        {
            ["id"] = Id,
            ["node_id"] = $"CR_{Id}",
            ["head_sha"] = HeadSha,
            ["name"] = Name,
            ["external_id"] = ExternalId,
            ["url"] = url,
            ["html_url"] = url,
            ["details_url"] = DetailsUrl,
            ["status"] = Status,
            ["conclusion"] = Conclusion,
            ["started_at"] = Text("started_at"),
            ["completed_at"] = Text("completed_at"),
            ["output"] = new JsonObject
            {
                ["title"] = Title,
                ["summary"] = Summary,
                ["text"] = null,
                ["annotations_count"] = Annotations.Count,
                ["annotations_url"] = $"{url}/annotations",
            },
            ["check_suite"] = new JsonObject { ["id"] = 1 },
            ["app"] = null,
            ["pull_requests"] = new JsonArray(),
        };
    }

    private string? Text(string field) => (string?)_fields[field];
}
