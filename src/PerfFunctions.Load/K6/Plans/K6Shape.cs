using System.Globalization;
using System.Text.Json.Nodes;
using PerfFunctions.Engine.Units;

namespace PerfFunctions.Load.K6.Plans;

/// <summary>Writes a k6 scenario as a scenario of a plan.</summary>
/// <param name="options">The options of the script.</param>
/// <param name="problems">Takes what cannot be written.</param>
internal sealed class K6Shape(JsonObject options, List<string> problems)
{
    private const string Chromium = "chromium";

    /// <summary>The lines of a scenario; none when there is a problem.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="scenario">What the options say of it.</param>
    public IReadOnlyList<string> Write(string name, JsonObject scenario)
    {
        int before = problems.Count;
        string? executor = Text(scenario["executor"]);
        string[] model = executor switch
        {
            "constant-vus" => [$"users: {{ count: {Count(name, scenario, "vus", 1)}, for: {Length(name, scenario, "duration")} }}"],
            "ramping-vus" => ["users:", .. UserStages(name, scenario)],
            "shared-iterations" => [$"users: {{ count: {Count(name, scenario, "vus", 1)}, shared: {Count(name, scenario, "iterations", 1)}, for: {Length(name, scenario, "maxDuration", K6Options.DefaultLimit)} }}"],
            "per-vu-iterations" => [$"users: {{ count: {Count(name, scenario, "vus", 1)}, iterations: {Count(name, scenario, "iterations", 1)}, for: {Length(name, scenario, "maxDuration", K6Options.DefaultLimit)} }}"],
            "constant-arrival-rate" => [$"arrivals: {{ rate: {Rate(scenario, Number(scenario["rate"]) ?? 0)}, for: {Length(name, scenario, "duration")} }}", .. InFlight(scenario)],
            "ramping-arrival-rate" => ["arrivals:", .. ArrivalStages(name, scenario), .. InFlight(scenario)],
            "externally-controlled" => Refuse($"scenario '{name}': the executor externally-controlled is changed from outside while it runs, which is not supported; use ramping-vus"),
            _ => Refuse($"scenario '{name}': there is no executor '{executor}'"),
        };
        if (Text(((scenario["options"] as JsonObject)?["browser"] as JsonObject)?["type"]) is { } type && type != Chromium)
        {
            Refuse($"scenario '{name}': there is no browser '{type}'; allowed: {Chromium}");
        }

        string function = Text(scenario["exec"]) ?? "default";
        return problems.Count > before ? [] : [.. model, .. Start(name, scenario), .. Pace(model), $"flow: [ {{ k6: {function} }} ]"];
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    // A value of the environment is a text, even if it is a number.
    private static double? Number(JsonNode? node) =>
        node is JsonValue && double.TryParse(Text(node) ?? node.ToJsonString(), CultureInfo.InvariantCulture, out double number) ? number : null;

    private string[] Refuse(string problem)
    {
        problems.Add(problem);
        return [];
    }

    private string Count(string name, JsonObject holder, string key, int otherwise)
    {
        if (holder[key] is null)
        {
            return otherwise.ToString(CultureInfo.InvariantCulture);
        }

        if (Number(holder[key]) is { } count and >= 1 && count == Math.Floor(count))
        {
            return count.ToString("F0", CultureInfo.InvariantCulture);
        }

        problems.Add($"scenario '{name}': {key} is {holder[key]!.ToJsonString()}, which must be a whole number from 1");
        return "1";
    }

    // Of k6 a number is milliseconds, and a text such as 1m30s or 500ms.
    private string Length(string name, JsonObject holder, string key, string? otherwise = null)
    {
        TimeSpan? length = holder[key] is null && otherwise is not null ? Parsed(otherwise)
            : Number(holder[key]) is { } ms && Text(holder[key]) is null ? TimeSpan.FromMilliseconds(ms)
            : Text(holder[key]) is { } text ? Parsed(text)
            : null;
        if (length is { } found && found > TimeSpan.Zero)
        {
            return Durations.Format(found);
        }

        problems.Add($"scenario '{name}': {key} is {holder[key]?.ToJsonString() ?? "missing"}, which must be a time, such as '30s' or '1m30s'");
        return "1s";
    }

    private static TimeSpan? Parsed(string text) => K6Duration.TryParse(text, out TimeSpan length) ? length : null;

    private IEnumerable<string> Start(string name, JsonObject scenario) =>
        scenario["startTime"] is null || K6Duration.IsZero(scenario["startTime"]) ? [] : [$"start: {Length(name, scenario, "startTime")}"];

    private IEnumerable<string> Pace(string[] model) =>
    [
        .. IsOfUsers(model) && Number(options["rps"]) is > 0 and var rate && HasRate(options)
            ? (string[])[string.Create(CultureInfo.InvariantCulture, $"requests: {rate:0.######}/s")] : [],
        .. IsOfUsers(model) && options["minIterationDuration"] is { } least && !K6Duration.IsZero(least)
            ? (string[])[$"pace: {Length("options", options, "minIterationDuration")}"] : [],
    ];

    /// <summary>Whether one scenario has all of the rate that <c>rps</c> gives to all of them.</summary>
    public static bool HasRate(JsonObject options) =>
        K6Options.ScenariosOf(options) is { Count: 1 } only && Text(only.First().Value?["executor"])?.EndsWith("-arrival-rate", StringComparison.Ordinal) != true;

    private static bool IsOfUsers(string[] model) => model[0].StartsWith("users:", StringComparison.Ordinal);

    private static IEnumerable<string> InFlight(JsonObject scenario)
    {
        double most = Math.Max(Number(scenario["maxVUs"]) ?? 0, Number(scenario["preAllocatedVUs"]) ?? 0);
        return most >= 1 ? [string.Create(CultureInfo.InvariantCulture, $"inFlight: {most:F0}")] : [];
    }

    // A rate is of a time unit, a second if none is said.
    private static string Rate(JsonObject scenario, double rate)
    {
        TimeSpan unit = Text(scenario["timeUnit"]) is { } text && Parsed(text) is { } said && said > TimeSpan.Zero ? said : TimeSpan.FromSeconds(1);
        return string.Create(CultureInfo.InvariantCulture, $"{rate / unit.TotalSeconds:0.######}/s");
    }

    private IEnumerable<string> UserStages(string name, JsonObject scenario)
    {
        double users = Number(scenario["startVUs"]) ?? 1;
        foreach (JsonObject stage in Stages(name, scenario))
        {
            double target = Number(stage["target"]) ?? 0;
            if (!K6Duration.IsZero(stage["duration"]))
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"  - {{ from: {users:F0}, to: {target:F0}, over: {Length(name, stage, "duration")} }}");
            }

            users = target;
        }
    }

    private IEnumerable<string> ArrivalStages(string name, JsonObject scenario)
    {
        double rate = Number(scenario["startRate"]) ?? 0;
        foreach (JsonObject stage in Stages(name, scenario))
        {
            double target = Number(stage["target"]) ?? 0;
            if (!K6Duration.IsZero(stage["duration"]))
            {
                yield return $"  - {{ from: {Rate(scenario, rate)}, to: {Rate(scenario, target)}, over: {Length(name, stage, "duration")} }}";
            }

            rate = target;
        }
    }

    private IEnumerable<JsonObject> Stages(string name, JsonObject scenario)
    {
        if (scenario["stages"] is JsonArray { Count: > 0 } stages)
        {
            return stages.OfType<JsonObject>();
        }

        problems.Add($"scenario '{name}' has no stages");
        return [];
    }
}
