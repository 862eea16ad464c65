using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans;

public class LighthousePlanTests
{
    private const string BudgetFile = """
        [
          { "path": "/*", "resourceSizes": [ { "resourceType": "total", "budget": 300 } ] },
          {
            "path": "/products/*",
            "timings": [ { "metric": "largest-contentful-paint", "budget": 2500 }, { "metric": "cumulative-layout-shift", "budget": 0.1 } ],
            "resourceSizes": [ { "resourceType": "stylesheet", "budget": 50 }, { "resourceType": "third-party", "budget": 100 } ],
            "resourceCounts": [ { "resourceType": "total", "budget": 60 } ]
          }
        ]
        """;

    private const string Assertions = """
        ci:
          collect: { numberOfRuns: 5 }
          assert:
            aggregationMethod: median
            assertions:
              first-contentful-paint: [ warn, { maxNumericValue: 2000 } ]
              total-blocking-time: [ error, { maxNumericValue: 200, aggregationMethod: pessimistic } ]
              resource-summary:script:size: [ error, { maxNumericValue: 170000 } ]
              resource-summary.font.count: [ error, { maxNumericValue: 4, aggregationMethod: optimistic } ]
              speed-index: [ error, { maxNumericValue: 3000, aggregationMethod: median-run } ]
              uses-http2: off
          upload: { target: temporary-public-storage }
        """;

    private static readonly string[] OfBudgetFile =
    [
        "home.bytes.p50 <= 307200B",
        "product.lcp.p50 <= 2500ms", "product.cls.p50 <= 0.1", "product.bytes.style.p50 <= 51200B",
        "product.thirdparty.bytes.p50 <= 102400B", "product.requests.p50 <= 60",
    ];

    [Fact]
    public void Of_a_budget_file_the_last_entry_whose_path_fits_holds_for_a_page()
    {
        IReadOnlyList<BudgetRule> rules = PlanText.Valid(With(BudgetFile)).Budgets;
        Assert.Equal(OfBudgetFile, rules.Select(r => r.Expression));
        Assert.All(rules, r => Assert.Equal(BudgetLevel.Fail, r.Level));
        Assert.Equal([8, 11], rules.Take(2).Select(r => r.Line));
    }

    [Fact]
    public void A_budget_file_as_a_value_of_the_plan_says_the_same() => Assert.Equal(
        OfBudgetFile,
        PlanText.Valid(Plan + "\nbudgets:\n  - lighthouse:\n" + Indented(BudgetFile)).Budgets.Select(r => r.Expression));

    [Fact]
    public void Assertions_keep_their_level_and_their_way_to_make_one_number_of_several()
    {
        IReadOnlyList<BudgetRule> rules = PlanText.Valid(With(Assertions)).Budgets;
        Assert.Equal(
            [
                "home.fcp.p50 <= 2000ms", "home.tbt.max <= 200ms", "home.bytes.script.p50 <= 170000B", "home.requests.font.min <= 4",
                "home.speedindex.p50 <= 3000ms",
            ],
            rules.Take(5).Select(r => r.Expression));
        Assert.Equal((10, BudgetLevel.Warn), (rules.Count, rules[0].Level));
    }

    [Fact]
    public void Without_a_method_the_best_load_counts_as_there() => Assert.Equal(
        "home.lcp.min <= 2500ms",
        PlanText.Valid(With("ci: { assert: { assertions: { largest-contentful-paint: [ error, { maxNumericValue: 2500 } ] } } }")).Budgets[0].Expression);

    [Fact]
    public void A_matrix_finds_its_pages_by_address()
    {
        const string Matrix = """
            ci:
              assert:
                assertMatrix:
                  - { matchingUrlPattern: '.*', assertions: { total-byte-weight: [ error, { maxNumericValue: 1000 } ] } }
                  - { matchingUrlPattern: 'https://[^/]+/products', assertions: { largest-contentful-paint: [ error, { maxNumericValue: 1 } ] } }
            """;
        Assert.Equal(
            ["home.bytes.min <= 1000B", "product.bytes.min <= 1000B", "product.lcp.min <= 1ms"],
            PlanText.Valid(With(Matrix)).Budgets.Select(r => r.Expression));
    }

    [Theory]
    [InlineData("[ { timings: [ { metric: interactive, budget: 3000 } ] } ]", "not supported")]
    [InlineData("[ { timings: [ { metric: speed-index, budget: 3000, tolerance: 5 } ] } ]", "tolerance")]
    [InlineData("[ { timings: [ { metric: speed-index, budget: 3s } ] } ]", "must be a number")]
    [InlineData("[ { resourceSizes: [ { resourceType: media, budget: 3 } ] } ]", "not supported")]
    [InlineData("[ { path: /blog, resourceSizes: [] } ]", "no page of the plan matches this path|the list is empty")]
    [InlineData("[ { options: { firstPartyHostnames: [ a ] } } ]", "third parties")]
    [InlineData("[ { scores: [] } ]", "unknown key 'scores'")]
    [InlineData("[]", "the list is empty")]
    [InlineData("{ ci: { collect: {} } }", "no assertions")]
    [InlineData("{ ci: { assert: { preset: 'lighthouse:recommended' } } }", "a preset uses Lighthouse scores")]
    [InlineData("{ ci: { assert: { budgetsFile: ./budget.json } } }", "does not contain this file")]
    [InlineData("{ ci: { assert: { assertions: { speed-index: error } } } }", "uses a Lighthouse score")]
    [InlineData("{ ci: { assert: { assertions: { speed-index: [ error, { minScore: 0.9, maxNumericValue: 1 } ] } } } }", "'minScore' is not supported")]
    [InlineData("{ ci: { assert: { assertions: { 'categories:performance': [ error, { minScore: 0.9 } ] } } } }", "not supported")]
    [InlineData("{ ci: { assert: { assertions: { 'user-timings:hero': [ error, { maxNumericValue: 9 } ] } } } }", "page.mark.NAME")]
    [InlineData("{ ci: { assert: { assertions: { speed-index: loud } } } }", "not one of the choices")]
    [InlineData("{ ci: { assert: { assertMatrix: [ { matchingUrlPattern: /blog } ] } } }", "no page of the plan matches this address")]
    [InlineData("{ ci: { assert: { assertMatrix: [ { matchingUrlPattern: '(?=a)' } ] } } }", "not a regular expression that is supported")]
    [InlineData("{ ci: { assert: { assertMatrix: [ { matchingUrlPattern: '.*' } ], assertions: {} } } }", "apply to no page")]
    [InlineData("{ unclosed", "not valid YAML")]
    public void What_cannot_be_kept_is_a_problem_and_never_left_out_in_silence(string file, string messages)
    {
        PlanParseResult result = PlanParser.Parse(With(file));
        string[] expected = messages.Split('|');
        Assert.Equal(expected.Length, result.Problems.Count);
        Assert.All(expected.Zip(result.Problems), p => Assert.Contains(p.First, p.Second.Message, StringComparison.Ordinal));
        Assert.All(result.Problems, p => Assert.StartsWith("budgets[0].lighthouse", p.Path, StringComparison.Ordinal));
        Assert.All(result.Problems, p => Assert.InRange(p.Line, 7, 8));
    }

    [Theory]
    [InlineData("pages: { home: { path: /", "load: { home: { users: { count: 1, for: 1s }, flow: [ { get: / } ] } }\npages: { home: { path: /")]
    [InlineData("path: /products/7", "path: '${id}'")]
    [InlineData("path: /products/7", "path: 'http://${id}'")]
    [InlineData("home:", "Home:")]
    [InlineData("home:", "server:")]
    public void Pages_that_are_refused_themselves_do_not_stop_a_file_from_being_read(string part, string broken)
    {
        Assert.False(PlanParser.Parse(With(BudgetFile).Replace(part, broken, StringComparison.Ordinal)).IsValid);
        Assert.False(PlanParser.Parse(With(Assertions).Replace(part, broken, StringComparison.Ordinal)).IsValid);
    }

    [Fact]
    public void A_file_joins_the_budgets_that_a_plan_has()
    {
        string plan = Plan + "\nbudgets: [ home.cls < 0.1 ]\n";
        PerfPlan merged = PlanText.Valid(LighthouseFile.AddTo(plan, BudgetFile));
        Assert.Equal(["home.cls < 0.1", .. OfBudgetFile], merged.Budgets.Select(r => r.Expression));
        Assert.Equal(PlanFingerprint.Of(plan), PlanFingerprint.Of(LighthouseFile.AddTo(plan, BudgetFile)));
        PlanProblem problem = PlanText.OneProblem(LighthouseFile.AddTo(Plan, "[\n {\n  \"timings\": [ { \"metric\": \"x\", \"budget\": 1 } ]\n } ]"));
        Assert.Equal(3, LighthouseFile.InFile(problem).Line);
    }

    [Fact]
    public void A_file_leaves_the_parameters_of_a_plan_and_their_uses_as_they_are()
    {
        string plan = Plan.Replace("runs: 3", "runs: '${runs}'", StringComparison.Ordinal) + "\nparameters: { runs: 7, code: '007', host: }\nprofiles: { few: { parameters: { host: a } } }\n";
        PerfPlan merged = PlanParser.Parse(
            LighthouseFile.AddTo(plan, BudgetFile),
            new PlanSettings { Profile = "few", Parameters = new Dictionary<string, string> { ["code"] = "008" } }).Plan!;
        Assert.Equal(("7", "008", "a"), (merged.Parameters["runs"], merged.Parameters["code"], merged.Parameters["host"]));
    }

    private const string Plan = """
        version: 1
        name: p
        target: https://pr-{pr}.shop.example
        pages: { home: { path: / }, product: { path: /products/7 } }
        """;

    // The file begins on line 7.
    private static string With(string file) => Plan + "\nbudgets:\n  - lighthouse: |\n" + Indented(file);

    private static string Indented(string file) => string.Join('\n', file.Split('\n').Select(l => "      " + l)) + "\n";
}
