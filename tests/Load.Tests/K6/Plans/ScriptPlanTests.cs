using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Load.K6.Plans;

namespace PerfFunctions.Load.Tests.K6.Plans;

/// <summary>A script becomes a plan with the script beside it, whoever asks.</summary>
public sealed class ScriptPlanTests
{
    private const string Fixed = "import http from 'k6/http';\nexport default function () { http.get('https://shop.example/a'); }";
    private const string Follows =
        "import http from 'k6/http';\nconst base = __ENV.BASE_URL || 'http://localhost:8080';\nexport default () => http.get(`${base}/a`);";

    [Theory]
    [InlineData("load/Shop Test.ts", "shop-test", "Shop-Test.js")]
    [InlineData("shop.bundle.js", "shop", "shop-bundle.js")]
    [InlineData("shop.mjs", "shop", "shop.js")]
    [InlineData("é.js", "plan", "-.js")]
    public void A_plan_is_named_after_the_file_of_its_script(string file, string name, string path)
    {
        PlanSource source = Made(new ScriptText(file, Fixed)).Source!;
        Assert.Equal(name, Parsed(source).Name);
        Assert.Equal(path, Assert.Single(source.Files.All).Path);
    }

    [Theory]
    [InlineData(Fixed, null, false, "https://shop.example", null)]
    [InlineData(Fixed, "https://preview.example", false, "https://preview.example", null)]
    [InlineData(Fixed, "https://preview.example", true, "https://shop.example", null)]
    [InlineData(Follows, null, false, "http://localhost:8080", null)]
    [InlineData(Follows, "https://preview.example", false, "https://preview.example", "${target}")]
    [InlineData(Follows, "https://preview.example", true, null, "${target}")]
    [InlineData(Follows, null, true, null, "${target}")]
    public void The_address_under_test_is_the_scripts_own_or_what_it_reads_as_its_base_url(
        string text, string? target, bool isOpen, string? planned, string? baseUrl)
    {
        PerfPlan plan = Parsed(Made(new ScriptText("shop.js", text) { Target = target, IsOpen = isOpen }).Source!);
        Assert.Equal(planned, plan.Target);
        Assert.Equal(baseUrl, Assert.IsType<K6Step>(plan.Load[0].Flow[0]).Script.Environment.GetValueOrDefault("BASE_URL"));
    }

    [Theory]
    [InlineData("https://preview.example/", 7)]
    [InlineData(null, 6)]
    public void Options_may_follow_from_the_address(string? target, int users) => Assert.Contains(
        $"count: {users},",
        Made(new ScriptText("shop.js", $"{Follows}\nexport const options = {{ duration: '5s', vus: __ENV['BASE_URL'].split('.')[0].length - 8 }};")
        {
            Target = target,
            IsOpen = true,
        }).Source!.Text,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("const { BASE_URL } = __ENV;", true)]
    [InlineData("const { BASE_URL = 'https://a.example', VUS } = __ENV;", true)]
    [InlineData("const at = __ENV?.BASE_URL;", true)]
    [InlineData("const at = __ENV[\"BASE_URL\"];", true)]
    [InlineData("const BASE_URL = `https://${__ENV.HOST}`;", false)]
    [InlineData("const at = __ENV.BASE_URLS;", false)]
    public void Whether_a_script_reads_its_base_url_is_seen_in_its_text(string line, bool reads) =>
        Assert.Equal(reads, Made(new ScriptText("shop.js", $"{line}\nexport default () => {{}};") { IsOpen = true, Target = "https://a.example" }).Script!.ReadsBaseUrl);

    [Fact]
    public void Files_that_it_opens_are_beside_it_where_they_are_at_hand()
    {
        const string Opens = "const users = open('../data/users.csv');\n" + Fixed;
        PlanFiles files = new([PlanFile.Of("data/users.csv", "anna"u8.ToArray()), PlanFile.Of("other.csv", [])]);
        Assert.Equal(["shop.js", "data/users.csv"], ScriptPlan.Of(new ScriptText("shop.js", Opens), new GivenFiles(files), TimeProvider.System).Source!.Files.All.Select(f => f.Path));
        Assert.Equal("shop.js line 1: Error: '../data/users.csv' is not among the files of the script", Made(new ScriptText("shop.js", Opens)).Problems[0].ToString());
        PlanFiles linked = new([PlanFile.Linked("data/users.csv")]);
        Assert.Contains("this is a symbolic link", ScriptPlan.Of(new ScriptText("shop.js", Opens), new GivenFiles(linked), TimeProvider.System).Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_of_its_options_are_named_with_their_line() => Assert.Equal(
        [
            ("shop.js", 3, "scenario 'a': there is no executor 'none'"),
            ("shop.js", 3, "scenario 'b': duration is missing, which must be a time, such as '30s' or '1m30s'"),
        ],
        Made(new ScriptText("shop.js", $"{Fixed}\nexport const options = {{ scenarios: {{ a: {{ executor: 'none' }}, b: {{ executor: 'constant-vus' }} }} }};"))
            .Problems.Select(p => (p.File, p.Line, p.Message)));

    [Fact]
    public void A_text_that_is_too_long_is_refused_before_it_is_read() =>
        Assert.Equal("at most 1000000 characters", Assert.Single(Made(new ScriptText("shop.js", new string('(', 1_000_001))).Problems).Allowed);

    private static ScriptPlan Made(ScriptText script) => ScriptPlan.Of(script, new GivenFiles(PlanFiles.None), TimeProvider.System);

    private static PerfPlan Parsed(PlanSource source)
    {
        PlanParseResult parsed = PlanParser.Parse(source.Text, PlanSettings.None, source.Files);
        Assert.True(parsed.IsValid, string.Join('\n', parsed.Problems));
        return parsed.Plan!;
    }
}
