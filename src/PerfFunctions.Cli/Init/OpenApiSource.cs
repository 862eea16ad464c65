using System.Text.Json.Nodes;
using PerfFunctions.Cli.Output;

namespace PerfFunctions.Cli.Init;

/// <summary>Makes a draft of an OpenAPI 3 description: its operations that only read, with the examples of their parameters.</summary>
internal static class OpenApiSource
{
    private const int MaxRequests = 50;
    private const int MaxOmitted = 50;

    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch", "options", "head", "trace"];

    /// <summary>The draft.</summary>
    /// <param name="text">The description, JSON or YAML.</param>
    /// <param name="origin">Name of the file, or its address.</param>
    /// <param name="target">Base address of the system; null for the description's own server.</param>
    /// <param name="from">Address that the description was fetched from; null for a file.</param>
    /// <exception cref="CliException">It is not a description, or nothing of it can be requested.</exception>
    public static PlanDraft Read(string text, string origin, Uri? target, Uri? from = null)
    {
        JsonObject root = OpenApiDocument.Read(text);
        Uri basis = TargetOf(root, target, from);
        List<DraftRequest> requests = [];
        List<string> omitted = [];
        int operations = 0;
        foreach ((string path, string method, JsonObject item, JsonObject operation) in Operations(root))
        {
            operations++;
            string? reason = null;
            DraftRequest? request = method == "get" ? RequestOf(root, path, item, operation, out reason) : null;
            if (request is not null && requests.Count < MaxRequests)
            {
                requests.Add(request);
            }
            else if (omitted.Count < MaxOmitted)
            {
                string why = method != "get" ? "it may change data" : reason ?? $"a plan of perf init has {MaxRequests} requests";
                omitted.Add($"{method.ToUpperInvariant()} {path}: {why}");
            }
        }

        int unlisted = operations - requests.Count - omitted.Count;
        return requests.Count == 0
            ? throw new CliException(
                $"None of the {operations} operations can be requested as described:\n{string.Join('\n', omitted.Take(10))}")
            : new PlanDraft(basis, "api", $"the OpenAPI description {origin}")
            {
                Requests = requests,
                IsMix = true,
                Omitted = unlisted > 0 ? [.. omitted, $"{unlisted} more operations"] : omitted,
            };
    }

    private static DraftRequest? RequestOf(JsonObject root, string path, JsonObject item, JsonObject operation, out string? reason)
    {
        reason = NeedsAuthentication(root, operation) ? "it needs authentication; add http: { auth: … } and the request"
            : OpenApiDocument.Text(operation["deprecated"]) == "true" ? "it is deprecated"
            : null;
        string name = PlanYaml.Title(OpenApiDocument.Text(operation["operationId"]) ?? $"GET {path}", "Request");
        return reason is null ? new OpenApiParameters(root).Fill(path, item, operation, name, out reason) : null;
    }

    // An empty requirement among several makes authentication optional.
    private static bool NeedsAuthentication(JsonObject root, JsonObject operation) =>
        (operation["security"] ?? root["security"]) is JsonArray { Count: > 0 } all && all.All(r => r is JsonObject { Count: > 0 });

    private static IEnumerable<(string Path, string Method, JsonObject Item, JsonObject Operation)> Operations(JsonObject root) =>
        from path in root["paths"] as JsonObject ?? new JsonObject()
        where path.Key.StartsWith('/')
        let item = OpenApiDocument.Resolve(root, path.Value)
        where item is not null
        from method in Methods
        let operation = item![method] as JsonObject
        where operation is not null
        select (path.Key, method, item!, operation!);

    private static Uri TargetOf(JsonObject root, Uri? target, Uri? from)
    {
        string? server = OpenApiDocument.Text((root["servers"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault()?["url"]);
        server = server?.Contains('{', StringComparison.Ordinal) == false ? server : null;
        Uri? written = Uri.TryCreate(server, UriKind.Absolute, out Uri? parsed) && IsAddress(parsed) ? parsed : null;
        Uri? described = written ?? (from is null ? null : Uri.TryCreate(from, server ?? "/", out Uri? beside) ? beside : null);
        if (target is null)
        {
            return described is not null && IsAddress(described)
                ? described
                : throw new CliException("The OpenAPI description names no server with an address; give --target URL.");
        }

        // The path of the server belongs to each request, unless the target has one of its own.
        string prefix = target.AbsolutePath != "/" ? "" : written?.AbsolutePath ?? server ?? "";
        return prefix is ['/', not '/', ..] && Uri.TryCreate(target, prefix, out Uri? whole) ? whole : target;
    }

    private static bool IsAddress(Uri address) => address.IsAbsoluteUri && address.Scheme is "http" or "https" && address.UserInfo.Length == 0;
}
