using System.Globalization;
using PerfFunctions.Cli.Init;
using PerfFunctions.Cli.Output;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.Cli.Tests.Init;

public sealed class AccessLogTests
{
    private static readonly Uri Target = new("https://shop.example");
    private static readonly DateTimeOffset Start = new(2027, 3, 1, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("""127.0.0.1 - frank [10/Oct/2026:13:55:36 -0700] "GET /a?token=x HTTP/1.0" 200 2326""")]
    [InlineData("""::1 - - [10/Oct/2026:13:55:36 -0700] "GET /a HTTP/2.0" 200 12 "https://r.example/" "Mozilla/5.0 [x] \"y\"" """)]
    [InlineData("""{"time_iso8601":"2026-10-10T13:55:36-07:00","request":"GET /a?x=1 HTTP/1.1","status":"200","remote_addr":"10.0.0.1"}""")]
    [InlineData("""{"msec":"1791665736.123","request_method":"get","request_uri":"/a?x","status":200}""")]
    [InlineData("""{"ts":1791665736.5,"method":"GET","uri":"https://shop.example/a","status":200}""")]
    public void The_usual_formats_give_time_method_path_and_status_and_no_query(string line) => Assert.Equal(
        new AccessLogLine(new DateTimeOffset(2026, 10, 10, 20, 55, 36, TimeSpan.Zero), "GET", "/a", 200),
        AccessLogLine.Read(line.Trim()) is { } read ? read with { Time = read.Time.ToUniversalTime() } : default);

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("""127.0.0.1 - - [yesterday, at noon] "GET / HTTP/1.1" 200 1""")]
    [InlineData("""127.0.0.1 - - [10/Oct/2026:13:55:36 -0700] "\x16\x03\x01" 400 0""")]
    [InlineData("""127.0.0.1 - - [10/Oct/2026:13:55:36 -0700] "OPTIONS * HTTP/1.1" 200 0""")]
    [InlineData("""{"request":"GET / HTTP/1.1"}""")]
    [InlineData("""{"time":"2026-10-10T13:55:36Z","request":"GET / HTTP/1.1","status":99999}""")]
    [InlineData("""{"time":"2026-10-10T13:55:36Z","request":"GET /\ud800 HTTP/1.1","status":200}""")]
    [InlineData("""[1,2]""")]
    [InlineData("""{{{{""")]
    public void Any_other_line_is_none(string line) => Assert.Null(AccessLogLine.Read(line));

    [Theory]
    [InlineData("/products/17", "/products/{id}", "/products/", "17")]
    [InlineData("/shops/7/items/12", "/shops/{id}/items/{id}", "/shops/", "7/items/12")]
    [InlineData("/o/3F2504E0-4F89-11D3-9A0C-0305E82C3301/pay", "/o/{id}/pay", "/o/", "3F2504E0-4F89-11D3-9A0C-0305E82C3301/pay")]
    [InlineData("/about-us/team", "/about-us/team", "/about-us/team", "")]
    [InlineData("/10-best-shoes-for-2027", "/10-best-shoes-for-2027", "/10-best-shoes-for-2027", "")]
    public void Ids_of_a_path_are_folded(string path, string text, string before, string rest) =>
        Assert.Equal(new PathTemplate(text, before, rest, HasSecret: false), PathTemplate.Of(path));

    [Theory]
    [InlineData("/reset/9f8a7b6c5d4e3f2a1b0c9d8e")]
    [InlineData("/users/anna@example.org")]
    [InlineData("/users/anna%40example.org")]
    public void A_token_or_a_person_in_a_path_is_recognized(string path)
    {
        PathTemplate template = PathTemplate.Of(path);
        Assert.True(template.HasSecret);
        Assert.DoesNotContain(path.Split('/')[^1], template.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_most_frequent_paths_are_the_mix_by_their_share()
    {
        PlanDraft draft = await Read(
        [
            .. Lines("GET /", 40), .. Lines("GET /products/1?ref=secret-campaign", 10), .. Lines("GET /products/2", 10), .. Lines("POST /cart", 5),
            .. Lines("GET /reset/9f8a7b6c5d4e3f2a1b0c9d8e", 2), .. Lines("GET /gone", 3, status: 404), "no line of a log",
        ]);
        Assert.Equal(
            [("GET /", "/", 1000), ("GET /products/{id}", "/products/${raw(path2)}", 500)], draft.Requests.Select(r => (r.Name, r.Path, r.Weight)));
        Assert.Equal(["1", "2"], draft.Variables["path2"]);
        Assert.Equal(["1 line could not be read.", "3 of 70 requests had a status of 400 or more; they are not in the mix."], draft.Notes);

        PerfPlan plan = Plan(draft, out string text);
        Assert.Equal(2, Assert.IsType<ChooseStep>(Assert.Single(plan.Load[0].Flow)).Ways.Count);
        Assert.Contains("POST /cart, 5 times: it may change data", text, StringComparison.Ordinal);
        Assert.All(
            ["secret-campaign", "9f8a7b6c", "203.0.113.9", "Secret-Agent"], part => Assert.DoesNotContain(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_busiest_minute_is_the_rate_and_stands_against_the_mean_hour()
    {
        // Two hours with a request a minute, and one minute with 600.
        IEnumerable<string> calm = Enumerable.Range(0, 120).Select(minute => Line("GET /", Start.AddMinutes(minute)));
        PlanDraft draft = await Read([.. calm, .. Enumerable.Range(0, 599).Select(i => Line("GET /", Start.AddMinutes(90).AddSeconds(i % 60)))]);
        Assert.Equal(600 / 60.0, draft.Rate);
        Assert.Equal(10 / (719 / 7200.0), draft.Peak!.Value, 1e-9);
        Assert.Equal(("10/s", 100.1), (Rate(draft), Math.Round(draft.Peak!.Value, 1)));
        Assert.Equal(100.1, Plan(draft, out _).Objectives!.Growth!.PeakFactor);
    }

    [Fact]
    public async Task A_log_of_a_few_minutes_is_measured_against_its_own_length()
    {
        PlanDraft draft = await Read(Enumerable.Range(0, 600).Select(second => Line("GET /", Start.AddSeconds(second))));
        Assert.Equal((1, 1), (draft.Rate, draft.Peak));
    }

    [Fact]
    public async Task However_many_paths_there_are_the_frequent_ones_are_found()
    {
        IEnumerable<string> hostile = Enumerable.Range(0, 40_000).Select(i => i % 4 == 0 ? Line("GET /home", Start) : Line($"GET /x-{i}-y", Start));
        PlanDraft draft = await Read(hostile);
        Assert.Equal("GET /home", draft.Requests[0].Name);
        Assert.InRange(draft.Requests.Count, 1, 20);
        Assert.Contains("rarer paths", draft.Omitted[^1], StringComparison.Ordinal);
        Plan(draft, out _);
    }

    [Fact]
    public async Task A_line_without_end_takes_no_more_memory_than_a_long_one()
    {
        string text = $"{Line("GET /", Start)}\n{new string('a', 1_000_000)}\n{Line("GET /", Start)}\r\n\n{new string('b', 100_000)}";
        PlanDraft draft = await AccessLogSource.ReadAsync(new StringReader(text), "access.log", Target, TestContext.Current.CancellationToken);
        Assert.Equal("2 lines could not be read.", Assert.Single(draft.Notes));
        Assert.StartsWith("2 requests", draft.Origin, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no log", "none of its 1 lines")]
    [InlineData("""1.1.1.1 - - [10/Oct/2026:13:55:36 -0700] "POST / HTTP/1.1" 200 1""", "no GET request that succeeded")]
    public async Task What_gives_no_request_is_refused(string text, string message)
    {
        CliException refused = await Assert.ThrowsAsync<CliException>(() =>
            AccessLogSource.ReadAsync(new StringReader(text), "access.log", Target, TestContext.Current.CancellationToken));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    private static Task<PlanDraft> Read(IEnumerable<string> lines) => AccessLogSource.ReadAsync(
        new StringReader(string.Join('\n', lines)), "access.log", Target, TestContext.Current.CancellationToken);

    private static IEnumerable<string> Lines(string request, int count, int status = 200) =>
        Enumerable.Range(0, count).Select(i => Line(request, Start.AddSeconds(i), status));

    private static string Line(string request, DateTimeOffset time, int status = 200) =>
        $"203.0.113.9 - - [{time.ToString("dd/MMM/yyyy:HH:mm:ss", CultureInfo.InvariantCulture)} +0000] "
        + $"\"{request} HTTP/1.1\" {status} 5 \"-\" \"Secret-Agent\"";

    private static string Rate(PlanDraft draft) => InitAnswers.Of(new InitOptions(null, null, null, null, null), draft, null).Rate.Text;

    private static PerfPlan Plan(PlanDraft draft, out string text)
    {
        text = PlanWriter.Write(draft, InitAnswers.Of(new InitOptions(null, null, null, null, null), draft, null));
        PlanParseResult parsed = PlanParser.Parse(text);
        Assert.True(parsed.IsValid, text);
        return parsed.Plan;
    }
}
