using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Engine.Plans.Reading.K6;

namespace PerfFunctions.Load.K6.Plans;

/// <summary>A plan that runs a k6 script as its options say.</summary>
/// <param name="Text">The plan, in YAML; empty when there are problems.</param>
/// <param name="Problems">What cannot be run, all of it.</param>
/// <param name="Notes">What is understood otherwise, or left out.</param>
public sealed partial record K6Plan(string Text, IReadOnlyList<K6Problem> Problems, IReadOnlyList<string> Notes)
{
    /// <summary>Address under test; null where the script names none, and where each run brings its own.</summary>
    public string? Target { get; init; }

    /// <summary>The script's options, with those of the command line in their place.</summary>
    public JsonObject Options { get; init; } = [];

    /// <summary>Its thresholds, with the budgets that say the same.</summary>
    public IReadOnlyList<K6Threshold> Thresholds { get; init; } = [];

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // What changes nothing of the load, or is another's: how results are shown, and where they go.
    private static readonly HashSet<string> Known =
    [
        "vus", "duration", "iterations", "stages", "scenarios", "thresholds", "summaryTrendStats", "summaryTimeUnit", "systemTags", "tags", "ext", "cloud",
        "setupTimeout", "teardownTimeout", "batch", "batchPerHost", "dns", "noUsageReport", "noSummary", "linger", "paused", "minIterationDuration",
        "insecureSkipTLSVerify", "userAgent", "noConnectionReuse", "noVUConnectionReuse", "noCookiesReset", "maxRedirects", "rps", "throw", "hosts", "discardResponseBodies",
    ];

    private static readonly Dictionary<string, string> Unsupported = new()
    {
        ["tlsAuth"] = "client certificates of scripts are not supported; use http.tls.certificate of a plan",
        ["executionSegment"] = "the parts of a run follow from its shards",
        ["blockHostnames"] = "only verified targets are reached anyway",
        ["blacklistIPs"] = "only verified targets are reached anyway",
        ["localIPs"] = "the generator's own addresses are used",
    };

    /// <summary>Makes the plan of a script that has been read.</summary>
    /// <param name="name">Name of the plan.</param>
    /// <param name="script">
    /// The script. Where <see cref="K6Script.Target"/> is in its environment, runs bring the address under test, so that the plan names none.
    /// </param>
    /// <param name="overrides">Options of the command line, which come before the script's.</param>
    /// <param name="target">Address under test; null for the first that the script names.</param>
    /// <param name="time">Clock.</param>
    /// <param name="open">The content of a file by what the script's <c>open()</c> is given; null where there is none.</param>
    /// <param name="at">What the script reads as the address under test while it is read.</param>
    public static K6Plan Of(
        string name, K6Script script, JsonObject overrides, string? target, TimeProvider time, Func<string, byte[]?> open, Uri? at = null)
    {
        long began = time.GetTimestamp();
        SortedSet<string> opened = new(StringComparer.Ordinal);
        byte[]? Open(string given)
        {
            byte[]? content = open(given);
            if (content is not null)
            {
                opened.Add(K6Script.PathOf(given));
            }

            return content;
        }

        K6Script read = at is null ? script : script.At(at);
        JsonObject options = K6Options.Read(read, new K6Files(Open), () => time.GetElapsedTime(began), out K6Problem? failure);
        if (failure is not null)
        {
            return new K6Plan("", [failure], []) { Target = target ?? AddressOf(script) };
        }

        if (overrides.Count > 0)
        {
            string[] replaced = ["scenarios", "stages", "duration", "iterations"];
            Array.ForEach(replaced, key => options.Remove(key));
            foreach ((string key, JsonNode? value) in overrides)
            {
                options[key] = value?.DeepClone();
            }
        }

        return Of(name, script, options, target, opened);
    }

    private static K6Plan Of(string name, K6Script script, JsonObject options, string? target, IReadOnlyCollection<string> opened)
    {
        List<string> problems = [];
        JsonObject scenarios = K6Options.ScenariosOf(options);
        K6Planned[] planned = [.. scenarios.Select(s => new K6Planned(s.Key, SubjectOf(s.Key), FunctionOf(s.Value), TagsOf(options, s.Value)))];
        K6MadeNames made = K6Asked.NamesOf(script, planned, options["thresholds"] as JsonObject ?? []);
        script = script.Naming(made);
        StringBuilder plan = new();
        plan.Append("version: 1\nname: ").Append(name).Append('\n');
        string? address = target ?? (script.Environment.Values.Any(v => v.Contains(K6Script.Target, StringComparison.Ordinal)) ? null : AddressOf(script));
        plan.Append(address is null ? "" : $"target: {Quoted(address)}\n").Append("k6:\n  file: ").Append(Quoted(script.File)).Append('\n');
        plan.Append(opened.Count > 0 ? $"  files: [ {string.Join(", ", opened.Select(Quoted))} ]\n" : "");
        if (script.Environment.Count > 0)
        {
            plan.Append("  env:\n");
            foreach ((string key, string value) in script.Environment)
            {
                plan.Append("    ").Append(Quoted(key)).Append(": ").Append(Quoted(value)).Append('\n');
            }
        }

        AppendNames(plan, made);
        AppendHttp(plan, options);
        AppendHosts(plan, options);
        AppendFixtures(plan, script);
        AppendLoad(plan, options, scenarios, planned, problems);
        string[] missing = [.. planned.Select(s => s.Function).Where(f => !script.Functions.ContainsKey(f)).Distinct()];
        problems.AddRange(missing.Select(f => $"the script exports no function '{f}'; allowed: {string.Join(", ", script.Functions.Keys)}"));
        IReadOnlyList<K6Threshold> written = missing.Length == 0 && options["thresholds"] is JsonObject thresholds
            ? new K6Thresholds(script, planned, problems).Write(thresholds)
            : [];
        string[] budgets = [.. written.SelectMany(t => t.Budgets)];
        if (budgets.Length > 0)
        {
            plan.Append("budgets:\n").AppendJoin("", budgets.Select(b => $"  - {Quoted(b)}\n"));
        }

        string[] conditions = [.. written.SelectMany(t => t.Conditions).Distinct()];
        if (conditions.Length > 0)
        {
            plan.Append("abort:\n").AppendJoin("", conditions.Select(c => $"  - {Quoted(c)}\n"));
        }

        (string file, int line) = script.Lines.Find(LineOfOptions(script));
        return new K6Plan(
            problems.Count > 0 ? "" : plan.ToString(), [.. problems.Select(p => new K6Problem(file, line, p))],
            [.. NotesOf(options), .. written.Select(t => t.Note).OfType<string>()])
        {
            Target = address,
            Options = options,
            Thresholds = written,
        };
    }

    private static void AppendLoad(StringBuilder plan, JsonObject options, JsonObject scenarios, K6Planned[] planned, List<string> problems)
    {
        K6Shape shape = new(options, problems);
        plan.Append("load:\n");
        foreach (K6Planned one in planned)
        {
            plan.Append("  ").Append(one.Subject).Append(":\n").AppendJoin("", shape.Write(one.Name, scenarios[one.Name] as JsonObject ?? []).Select(line => $"    {line}\n"));
        }
    }

    private static void AppendNames(StringBuilder plan, K6MadeNames names)
    {
        (string Key, IReadOnlyList<string> Names)[] lists =
        [
            ("requests", names.Requests), ("groups", names.Groups), ("checks", names.Checks), ("tags", [.. names.Tags.Select(t => t.Text)]), ("metrics", names.Metrics),
        ];
        if (lists.Any(l => l.Names.Count > 0))
        {
            plan.Append("  names:\n").AppendJoin(
                "", lists.Where(l => l.Names.Count > 0).Select(l => $"    {l.Key}: [ {string.Join(", ", l.Names.Select(Quoted))} ]\n"));
        }
    }

    private static void AppendHttp(StringBuilder plan, JsonObject options)
    {
        bool Is(string key) => options[key] is JsonValue value && value.TryGetValue(out bool on) && on;
        plan.Append("http:\n  timeout: 60s\n");
        plan.Append("  cookies: ").Append(Is("noCookiesReset") ? "per-user" : "per-iteration").Append('\n');
        plan.Append(Is("insecureSkipTLSVerify") ? "  tls: { verify: off }\n" : "");
        plan.Append(Is("noConnectionReuse") ? "  connections: per-request\n" : Is("noVUConnectionReuse") ? "  connections: per-iteration\n" : "");
        plan.Append(options["userAgent"] is { } agent ? $"  headers: {{ User-Agent: {Quoted(agent.ToString().Replace("${", "$${", StringComparison.Ordinal))} }}\n" : "");
    }

    private static void AppendHosts(StringBuilder plan, JsonObject options)
    {
        if (HostsOf(options).Where(IsResolved).ToArray() is { Length: > 0 } hosts)
        {
            plan.Append("resolve:\n").AppendJoin("", hosts.Select(h => $"  {Quoted(h.Key)}: {Quoted(h.Value!.ToString())}\n"));
        }
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> HostsOf(JsonObject options) => options["hosts"] as JsonObject ?? [];

    private static bool IsResolved(KeyValuePair<string, JsonNode?> host) =>
        Uri.CheckHostName(host.Key) == UriHostNameType.Dns && IPAddress.TryParse(host.Value?.ToString(), out _);

    private static void AppendFixtures(StringBuilder plan, K6Script script)
    {
        foreach (string fixture in Fixture.Names.Where(script.Functions.ContainsKey))
        {
            plan.Append(fixture).Append(": [ { k6: ").Append(fixture).Append(" } ]\n");
        }
    }

    private static string[] NotesOf(JsonObject options) =>
    [
        .. options.Where(o => Unsupported.ContainsKey(o.Key)).Select(o => $"option '{o.Key}' is left out: {Unsupported[o.Key]}"),
        .. HostsOf(options).Where(h => !IsResolved(h)).Select(h =>
            $"the host '{h.Key}' of option 'hosts' is left out: names have an address without a port, such as 'shop.example': '203.0.113.7'"),
        .. options["rps"] is not null && !K6Shape.HasRate(options)
            ? (string[])["option 'rps' is left out: it limits one scenario that has users, and arrivals have a rate of their own"] : [],
        .. options.Where(o => !Known.Contains(o.Key) && !Unsupported.ContainsKey(o.Key)).Select(o => $"option '{o.Key}' is not known and left out"),
    ];

    private static string? AddressOf(K6Script script) =>
        script.Environment.Values.Concat(script.Origins).Concat(Origin().Matches(script.Code).Select(m => m.Value))
            .Select(text => K6Script.HttpAddress(Origin().Match(text).Value)).FirstOrDefault(text => text.Length > 0);

    // The first line where none is seen.
    private static int LineOfOptions(K6Script script) =>
        OptionsExport().Match(script.Code) is { Success: true } found ? script.Code.AsSpan(0, found.Index).Count('\n') + 1 : 1;

    // Those of all, and those of a scenario, which come before them.
    private static Dictionary<string, string> TagsOf(JsonObject options, JsonNode? scenario)
    {
        Dictionary<string, string> tags = [];
        foreach ((string key, JsonNode? value) in ((JsonNode?[])[options["tags"], scenario?["tags"]]).OfType<JsonObject>().SelectMany(t => t))
        {
            tags[key] = value?.ToString() ?? "";
        }

        return tags;
    }

    private static string FunctionOf(JsonNode? scenario) => scenario?["exec"]?.ToString() ?? "default";

    // Names of scenarios are those of budgets: letters, digits and dashes.
    private static string SubjectOf(string name)
    {
        string subject = NotInNames().Replace(name, "-").Trim('-').ToLowerInvariant();
        return subject.Length == 0 || !char.IsAsciiLetter(subject[0]) || Fixture.Names.Contains(subject) ? $"s-{subject}" : subject;
    }

    // A text of JSON is one of YAML, whatever is in it; the plain form is for people.
    private static string Quoted(string text) => text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF')
        ? JsonSerializer.Serialize(text, Json)
        : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    [GeneratedRegex("(http|ws)s?://[a-zA-Z0-9.-]+(:[0-9]+)?")]
    private static partial Regex Origin();

    [GeneratedRegex(@"^(export )?(const|let|var) options\b", RegexOptions.Multiline)]
    private static partial Regex OptionsExport();

    [GeneratedRegex("[^a-zA-Z0-9_-]+")]
    private static partial Regex NotInNames();
}
