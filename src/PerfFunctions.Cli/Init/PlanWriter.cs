using System.Globalization;
using System.Text;
using PerfFunctions.Cli.Output;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Units;

namespace PerfFunctions.Cli.Init;

/// <summary>Writes a first plan with objectives, which runs as it is.</summary>
internal static class PlanWriter
{
    private const string Page = "landing";
    private const int CommentColumn = 40;
    private const double Headroom = 1.1;
    private const double DefaultPeak = 3;
    private const double MaxPeak = 1000;

    /// <summary>The plan, which the parser accepts.</summary>
    /// <exception cref="CliException">It would not be valid; nothing is to be written then.</exception>
    public static string Write(PlanDraft draft, InitAnswers answers)
    {
        StringBuilder text = new();
        AppendHead(text, draft);
        AppendLoad(text, draft, answers);
        if (draft.Page is { } page)
        {
            text.Append("\n# The page in a real browser; its objectives are what web.dev calls good.\npages:\n");
            text.Append(CultureInfo.InvariantCulture, $"  {Page}: {{ path: {PlanYaml.Quoted(page)}, device: mobile, runs: 3 }}\n");
        }

        AppendObjectives(text, draft, answers);
        string plan = text.ToString();
        PlanParseResult parsed = PlanParser.Parse(plan);
        return parsed.IsValid
            ? plan
            : throw new CliException($"No valid plan can be made of this:\n{string.Join('\n', parsed.Problems)}");
    }

    private static void AppendHead(StringBuilder text, PlanDraft draft)
    {
        text.Append(CultureInfo.InvariantCulture, $"# Written by perf init from {PlanYaml.Comment(draft.Origin)}.\n");
        text.Append("# 'assumed' marks numbers that nothing has measured: put your own in their place.\n");
        text.Append(CultureInfo.InvariantCulture, $"version: 1\nname: {PlanYaml.Quoted(PlanNames.Of(draft.Target.Host))}\n");
        text.Append(CultureInfo.InvariantCulture, $"target: {PlanYaml.Quoted(draft.Target.GetLeftPart(UriPartial.Path).TrimEnd('/'))}\n");
    }

    private static void AppendLoad(StringBuilder text, PlanDraft draft, InitAnswers answers)
    {
        _ = Rates.TryParse(answers.Rate.Text, out double rate);
        int requests = draft.IsMix ? 1 : draft.Requests.Count;

        // At a low rate, a tenth more is less than the iteration that a minute may lack at its end.
        double sent = Math.Max(rate * Headroom, rate + ((requests + 2) / 60.0));
        double arrivals = Math.Round(sent / requests, 3);
        text.Append(CultureInfo.InvariantCulture, $"\nload:\n  {draft.Scenario}:\n");
        text.Append(CultureInfo.InvariantCulture, $"    # {requests} request{(requests == 1 ? "" : "s")} an iteration. ")
            .Append(CultureInfo.InvariantCulture, $"The objective is {answers.Rate.Text}; the load is a little more, to show that it is reached.\n");
        text.Append(CultureInfo.InvariantCulture, $"    arrivals: {{ rate: {Rates.Format(arrivals)}, for: 1m }}\n");
        if (draft.Variables.Count > 0)
        {
            text.Append("    # Taken in turn, one value an iteration.\n    variables:\n");
            foreach ((string name, IReadOnlyList<string> values) in draft.Variables)
            {
                text.Append(CultureInfo.InvariantCulture, $"      {name}: [ {string.Join(", ", values.Select(PlanYaml.Quoted))} ]\n");
            }
        }

        text.Append("    flow:\n");
        AppendSteps(text, draft);
        AppendOmitted(text, draft.Omitted);
    }

    private static void AppendSteps(StringBuilder text, PlanDraft draft)
    {
        bool isChoice = draft.IsMix && draft.Requests.Count > 1;
        text.Append(isChoice ? "      - choose:\n" : "");
        foreach (DraftRequest request in draft.Requests)
        {
            string headers = request.Headers.Count == 0 ? ""
                : $", headers: {{ {string.Join(", ", request.Headers.Select(h => $"{PlanYaml.Quoted(h.Key)}: {PlanYaml.Quoted(h.Value)}"))} }}";
            string step = $"{{ get: {PlanYaml.Verbatim(request.Path)}, name: {PlanYaml.Quoted(request.Name)}{headers} }}";
            text.Append(isChoice
                ? string.Create(CultureInfo.InvariantCulture, $"          - {{ weight: {request.Weight}, do: [ {step} ] }}\n")
                : $"      - {step}\n");
        }
    }

    private static void AppendOmitted(StringBuilder text, IReadOnlyList<string> omitted)
    {
        text.Append(omitted.Count > 0 ? "      # Found, and not requested:\n" : "");
        foreach (string line in omitted)
        {
            text.Append(CultureInfo.InvariantCulture, $"      #   {PlanYaml.Comment(line)}\n");
        }
    }

    private static void AppendObjectives(StringBuilder text, PlanDraft draft, InitAnswers answers)
    {
        double peak = Math.Clamp(Math.Round(draft.Peak ?? DefaultPeak, 1), 1, MaxPeak);
        string peakOrigin = draft.Peak is null ? "assumed" : "measured: the busiest minute against the mean hour";
        text.Append("\n# What the system must do; budgets derive from it.\nobjectives:\n  journeys:\n");
        text.Append(CultureInfo.InvariantCulture, $"    {draft.Scenario}:\n");
        AppendLine(text, "      availability: 99.9%", "assumed: one request of a thousand may fail");
        AppendLine(text, $"      latency: {{ p95: {answers.P95.Text} }}", answers.P95.Origin);
        AppendLine(text, $"      throughput: {answers.Rate.Text}", answers.Rate.Origin);
        AppendLine(text, $"      users: {answers.Users.Text}", answers.Users.Origin);
        text.Append(draft.Page is null ? "" : $"    {Page}: {{ metrics: {{ lcp.p75: 2.5s, cls.p75: 0.1 }} }}\n");
        text.Append("  growth:\n");
        AppendLine(text, $"    perMonth: {answers.Growth.Text}", answers.Growth.Origin);
        AppendLine(text, string.Create(CultureInfo.InvariantCulture, $"    peak: {peak}x"), peakOrigin);
        bool isLimited = decimal.TryParse(answers.MonthlyCost.Text, CultureInfo.InvariantCulture, out decimal cost) && cost > 0;
        AppendLine(
            text, isLimited ? $"  monthlyCost: {answers.MonthlyCost.Text}" : "  # monthlyCost: 500",
            isLimited ? answers.MonthlyCost.Origin : "most that the infrastructure may cost; no limit is given");
    }

    private static void AppendLine(StringBuilder text, string line, string comment) =>
        text.Append(line.PadRight(CommentColumn)).Append(" # ").Append(comment).Append('\n');
}
