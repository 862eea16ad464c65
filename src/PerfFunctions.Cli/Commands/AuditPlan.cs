using System.Globalization;
using PerfFunctions.Cli.Output;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.Cli.Commands;

/// <summary>How a page is audited from the command line, in the words of a plan.</summary>
internal sealed record AuditSettings(int Runs, string Device)
{
    public int? MaxRuns { get; init; }

    public string Browser { get; init; } = "chromium";

    public string Network { get; init; } = "none";

    public string Cpu { get; init; } = "1x";

    public string Cache { get; init; } = "cold";

    public string? Against { get; init; }
}

/// <summary>Makes the plan of an audit.</summary>
internal static class AuditPlan
{
    /// <summary>The plan. Its limits are those that Google calls good at the 75th percentile, and Lighthouse for what it alone measures.</summary>
    /// <exception cref="CliException">The address is not a page, or a setting is wrong.</exception>
    public static string Of(Uri address, AuditSettings settings)
    {
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https"))
        {
            throw new CliException($"'{address}' is not an address of a page: give an absolute http or https address.");
        }

        string plan = string.Create(CultureInfo.InvariantCulture, $$"""
            version: 1
            name: audit
            target: {{address.GetLeftPart(UriPartial.Authority)}}
            pages:
              page:
                path: {{Quoted(address.PathAndQuery)}}
                device: {{settings.Device}}
                browser: {{settings.Browser}}
                network: {{settings.Network}}
                cpu: {{Quoted(settings.Cpu)}}
                cache: {{settings.Cache}}
                runs: {{settings.Runs}}
                {{(settings.MaxRuns is { } most ? $"maxRuns: {most}" : "")}}
                {{(settings.Against is { } against ? $"against: {Quoted(against)}" : "")}}
            budgets:
            {{Budgets(settings)}}
            """);
        PlanParseResult parsed = PlanParser.Parse(plan);
        return parsed.IsValid
            ? plan
            : throw new CliException(
                string.Join('\n', parsed.Problems.Select(p => $"{p.Path.Split('.')[^1]}: {p.Message} (got '{p.Value}'); allowed: {p.Allowed}")));
    }

    // What a browser does not report is shown as missing and does not fail the run; nor does INP, which needs input.
    private static string Budgets(AuditSettings settings)
    {
        bool reportsAll = settings.Browser == "chromium";
        string[] rules =
        [
            Rule("lcp.p75 < 2.5s", "fail"),
            Rule("cls.p75 < 0.1", reportsAll ? "fail" : "off"),
            Rule("tbt.p75 < 200ms", reportsAll ? "warn" : "off"),
            Rule("speedindex.p75 < 3.4s", reportsAll ? "warn" : "off"),
            Rule("inp.p75 < 200ms", "off"),
            Rule("fcp.p75 < 1.8s", "fail"),
            Rule("ttfb.p75 < 800ms", "fail"),
            .. settings.Against is null ? (string[])[] : [Rule("lcp regression < 10%", "fail"), Rule("bytes regression < 10%", "fail")],
        ];
        return string.Join('\n', rules);
    }

    private static string Rule(string rule, string level) => $"  - {{ rule: 'page.{rule}', level: {level} }}";

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
