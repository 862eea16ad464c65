using System.Text;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.TestKit;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans.Files;

public class PlanFilesTests
{
    private const string Feeds = "\nfeeds: { users: { file: users.csv, pick: unique } }";

    [Fact]
    public void A_feed_has_the_rows_of_its_file()
    {
        PerfPlan plan = PlanText.Valid(
            PlanText.WithFlow("- get: /${users.name}?id=${items.id}") + "\nfeeds: { users: { file: ./data/users.csv, separator: ; }, items: { file: items, format: json } }",
            PlanText.Files(("data/users.csv", "\uFEFFname;note\nanna;a,b\n"), ("items", """[{ "id": 1.50 }]""")));
        Assert.Equal([["anna", "a,b"]], plan.Feeds[0].Rows);
        Assert.Equal([["1.50"]], plan.Feeds[1].Rows);
        Assert.Equal("data/users.csv", plan.Feeds[0].File);
    }

    [Fact]
    public void A_body_is_the_bytes_of_its_file()
    {
        byte[] bytes = [0, 255, .. "${x}"u8];
        PerfPlan plan = PlanText.Valid(
            PlanText.WithFlow("- { post: /a, body: { file: a.bin } }\n- { post: /b, multipart: { scan: { file: scans/b.pdf, type: application/pdf } } }\n- { post: /c, body: { file: c.json } }"),
            new PlanFiles([PlanFile.Of("a.bin", bytes), PlanFile.Of("scans/b.pdf", bytes), PlanFile.Of("c.json", bytes)]));
        HttpStep[] steps = [.. plan.Load[0].Steps.Cast<HttpStep>()];
        Assert.Same(bytes, Assert.IsType<FileBody>(steps[0].Body).Content);
        BodyPart part = Assert.Single(Assert.IsType<MultipartBody>(steps[1].Body).Parts);
        Assert.Equal(("b.pdf", "application/pdf", ""), (part.File, part.Type, part.Text));
        Assert.Same(bytes, part.Content);
        Assert.Equal("application/json", Assert.IsType<FileBody>(steps[2].Body).Type);
    }

    [Fact]
    public void A_template_is_filled_in_only_where_the_plan_says_so()
    {
        PerfPlan plan = PlanText.Valid(
            PlanText.WithFlow("""
                - { post: /a, body: { file: a.json, template: true } }
                - { post: /b, body: { file: b.xml, template: true } }
                - { post: /c, multipart: { c: { file: b.xml, template: true } } }
                - { post: /d, body: { file: b.xml, template: false } }
                """, "{ x: 1 }"),
            PlanText.Files(("a.json", """{ "id": "${x}", "key": "${secret(key)}" }"""), ("b.xml", "<a>${x}</a>")));
        HttpStep[] steps = [.. plan.Load[0].Steps.Cast<HttpStep>()];
        Assert.True(Assert.IsType<TextBody>(steps[0].Body).IsJson);
        Assert.Equal(new TextBody("<a>${x}</a>", IsJson: false), steps[1].Body);
        Assert.Equal("<a>${x}</a>", Assert.Single(Assert.IsType<MultipartBody>(steps[2].Body).Parts).Text);
        Assert.IsType<FileBody>(steps[3].Body);
        Assert.Equal(["key"], plan.Secrets);
    }

    [Fact]
    public void Scripts_and_functions_may_be_files()
    {
        PerfPlan plan = PlanText.Valid(
            PlanText.WithFlow("- get: /\n- script: { file: sum.js }\n- get: /${total}") + "\nfunctions: { file: lib.js }",
            PlanText.Files(("sum.js", "\nvars.total = sum([1, 2]);\ncheck('is small', vars.total < 9);"), ("lib.js", "const sum = l => l.reduce((a, b) => a + b, 0);")));
        PlanScript script = Assert.Single(plan.Load[0].Steps.OfType<ScriptStep>()).Script;
        Assert.Equal(["total"], script.Assigned);
        Assert.Equal(["is small"], script.Checks);
        Assert.Equal("script 'sum.js' line 2", script.PlaceOf("script", 2));
        Assert.Equal("lib.js", plan.Load[0].Functions!.File);
    }

    [Fact]
    public void Certificates_may_be_files_and_keys_are_secrets()
    {
        using TestCertificates certificates = new();
        string client = certificates.ClientPem("me");
        string certificate = client[..client.IndexOf("-----BEGIN PRIVATE", StringComparison.Ordinal)];
        const string Http = "\nhttp: { tls: { authority: { file: ca.pem }, certificate: { file: me.pem, key: '${secret(key)}' } } }";
        PerfPlan plan = PlanText.Valid(
            PlanText.WithFlow("- get: /") + Http, PlanText.Files(("ca.pem", certificates.AuthorityPem), ("me.pem", certificate)));
        Assert.Equal(certificates.AuthorityPem, plan.Load[0].Http.Authority);
        Assert.EndsWith("-----END CERTIFICATE-----\n${secret(key)}", plan.Load[0].Http.Certificate, StringComparison.Ordinal);

        PlanProblem problem = PlanText.OneProblem(
            PlanText.WithFlow("- get: /") + Http, PlanText.Files(("ca.pem", certificates.AuthorityPem), ("me.pem", client)));
        Assert.Contains("must not contain the key", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name\na\nb,c\n", "in 'users.csv': line 3: 2 values for 1 columns")]
    [InlineData("name\n", "in 'users.csv': it has no rows")]
    [InlineData("na-me\na\n", "in 'users.csv': the column 'na-me'")]
    public void A_mistake_in_a_file_names_the_file_with_its_line_and_that_of_the_plan(string csv, string message)
    {
        PlanProblem problem = PlanText.OneProblem(PlanText.WithFlow("- get: /") + Feeds, PlanText.Files(("users.csv", csv)));
        Assert.Equal(("feeds.users.file", 9, "users.csv"), (problem.Path, problem.Line, problem.Value));
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.json", "{\n \"a\": \"${x\" }", "in 'a.json': line 2: column 4: ")]
    [InlineData("a.json", "{\n \"a\": }", "in 'a.json': line 2: this is not valid JSON")]
    [InlineData("a.json", "{\n \"b\": \"${x}\",\n\"a\": \"${y}\" }", "in 'a.json': line 3: '${y}' is neither")]
    [InlineData("a.xml", "<a>\n${x}\n${1 +}</a>", "in 'a.xml': line 3: ")]
    [InlineData("a.xml", "<a>\n${x}\n ${users.nam}</a>", "in 'a.xml': line 3: there is no feed 'users'")]
    public void A_mistake_in_a_template_names_its_line(string file, string text, string message)
    {
        PlanProblem problem = PlanText.OneProblem(
            PlanText.WithFlow($"- {{ post: /, body: {{ file: {file}, template: true }} }}", "{ x: 1 }"), PlanText.Files((file, text)));
        Assert.Equal(("load.s.flow[0].body.file", 8), (problem.Path, problem.Line));
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_in_a_script_names_its_line()
    {
        PlanProblem problem = PlanText.OneProblem(
            PlanText.WithFlow("- get: /\n- script: { file: a.js }"), PlanText.Files(("a.js", "let a = 1;\nvars.b = vars.c + a;")));
        Assert.Equal(("load.s.flow[1].script.file", 9, "vars.b = vars.c + a;"), (problem.Path, problem.Line, problem.Value));
        Assert.StartsWith("in 'a.js': line 2, column 10: '${c}' is neither", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_one_problem_whatever_depends_on_it()
    {
        PlanProblem feed = PlanText.OneProblem(PlanText.WithFlow("- get: /${users.name}") + Feeds, PlanFiles.None);
        Assert.Equal(("feeds.users.file", 9, "users.csv", "there is no such file"), (feed.Path, feed.Line, feed.Value, feed.Message));
        PlanProblem script = PlanText.OneProblem(PlanText.WithFlow("- get: /\n- script: { file: a.js }\n- get: /${a}"), PlanFiles.None);
        Assert.Equal("there is no such file", script.Message);
        PlanProblem body = PlanText.OneProblem(PlanText.WithFlow("- { post: /, body: { file: a, template: true } }"), PlanFiles.None);
        Assert.Equal("there is no such file", body.Message);
    }

    [Fact]
    public void A_file_that_is_too_large_or_a_link_is_one_problem()
    {
        string plan = PlanText.WithFlow("- get: /") + Feeds;
        var large = PlanFile.Of("users.csv", new byte[PlanFileLimits.FileBytes + 1]);
        Assert.Null(large.Content);
        Assert.Contains("too large: it has 10.000001MB, and 10MB are allowed", PlanText.OneProblem(plan, new PlanFiles([large])).Message, StringComparison.Ordinal);
        Assert.Equal("this is a link", PlanText.OneProblem(plan, new PlanFiles([PlanFile.Unusable("users.csv", "this is a link")])).Message);
    }

    [Fact]
    public void A_file_that_is_not_text_is_refused_with_its_line()
    {
        PlanFiles files = new([PlanFile.Of("users.csv", [.. "name\na\n"u8, 0xFF, (byte)'\n'])]);
        Assert.Equal("in 'users.csv': line 3: it is not valid UTF-8", PlanText.OneProblem(PlanText.WithFlow("- get: /") + Feeds, files).Message);
    }

    [Fact]
    public void A_file_that_nothing_names_is_a_problem()
    {
        PlanFiles files = PlanText.Files(("users.csv", "name\na\n"), ("user.csv", "name\na\n"));
        PlanProblem problem = PlanText.OneProblem(PlanText.WithFlow("- get: /") + Feeds, files);
        Assert.Equal(("user.csv", 0, "no key of the plan names this file", "users.csv"), (problem.Path, problem.Line, problem.Message, problem.Allowed));
    }

    [Fact]
    public void The_files_of_a_plan_are_bounded_together()
    {
        string steps = string.Join('\n', Enumerable.Range(0, 21).Select(i => $"- {{ post: /, body: {{ file: f{i} }} }}"));
        PlanFiles many = new(Enumerable.Range(0, 21).Select(i => PlanFile.Of($"f{i}", [1])));
        Assert.Equal("the plan names 21 files", PlanText.OneProblem(PlanText.WithFlow(steps), many).Message);
        PlanFiles heavy = new(Enumerable.Range(0, 3).Select(i => PlanFile.Of($"f{i}", new byte[7_000_000])));
        string three = string.Join('\n', steps.Split('\n')[..3]);
        Assert.Equal("the files of the plan have 21MB together", PlanText.OneProblem(PlanText.WithFlow(three), heavy).Message);
    }

    [Fact]
    public void A_plan_whose_files_are_not_at_hand_names_them_all()
    {
        PlanParseResult parsed = PlanParser.Parse(FullPlan.Yaml);
        Assert.True(parsed.IsValid);
        Assert.Equal(
            ["ca.pem", "client.pem", "data/visitors.csv", "items.txt", "letter.txt", "order.json", "scans/a+b.pdf", "total.js"],
            parsed.Files.Select(f => f.Path).Order(StringComparer.Ordinal));
        Assert.Equal(["data/visitors.csv", "items.txt", "scans/a+b.pdf"], parsed.Files.Where(f => !f.IsText).Select(f => f.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_profile_may_name_a_file_of_its_own()
    {
        string plan = PlanText.WithFlow("- get: /${users.name}") + """

            parameters: { rows: few }
            profiles: { many: { parameters: { rows: many } } }
            feeds: { users: { file: 'users-${rows}.csv' } }
            """;
        Assert.Equal(["users-few.csv", "users-many.csv"], PlanParser.Parse(plan).Files.Select(f => f.Path));
        PlanFiles files = PlanText.Files(("users-few.csv", "name\na\n"), ("users-many.csv", "name\nb\nc\n"));
        Assert.Single(PlanText.Valid(plan, files).Feeds[0].Rows);
        PlanSettings many = new() { Profile = "many" };
        Assert.Equal(2, PlanParser.Parse(plan, many, files).Plan!.Feeds[0].Rows.Count);
        Assert.NotEqual(PlanFingerprint.Of(plan, null, files), PlanFingerprint.Of(plan, many, files));
    }

    [Fact]
    public void A_plan_that_was_checked_is_read_without_the_content_of_its_data()
    {
        string plan = PlanText.WithFlow("- { post: '/${users.name}', body: { file: a.bin } }") + Feeds;
        PlanFiles files = new(new[] { "users.csv", "a.bin" }.Select(path => PlanFile.Of(path, Encoding.UTF8.GetBytes("name\na\n")) with { Content = null }));
        PerfPlan read = PlanParser.Parse(plan, PlanSettings.None with { IsChecked = true }, files).Plan!;
        Assert.Empty(read.Feeds[0].Rows);
        Assert.Null(Assert.IsType<FileBody>(Assert.IsType<HttpStep>(read.Load[0].Steps[0]).Body).Content);
    }

    [Fact]
    public void The_fingerprint_changes_with_the_content_of_a_file()
    {
        string plan = PlanText.WithFlow("- get: /${users.name}") + Feeds;
        string Of(string csv) => PlanFingerprint.Of(plan, null, PlanText.Files(("users.csv", csv)));
        Assert.Equal(Of("name\na\n"), Of("name\na\n"));
        Assert.NotEqual(Of("name\na\n"), Of("name\nb\n"));
        Assert.Equal(PlanFingerprint.Of(plan), PlanFingerprint.Of(plan, null, PlanFiles.None));
    }

    [Fact]
    public void The_fingerprint_changes_with_a_k6_script_and_what_it_opens_but_not_with_its_environment()
    {
        string Of(string script, string users, string shop) => PlanFingerprint.Of(
            PlanText.WithFlow("- k6: default") + $"\nk6: {{ file: shop.js, files: [ users.csv ], env: {{ BASE_URL: '{shop}' }} }}",
            null, PlanText.Files(("shop.js", script), ("users.csv", users)));
        string before = Of("one", "name", "https://a.example");
        Assert.Equal(before, Of("one", "name", "https://b.example"));
        Assert.NotEqual(before, Of("two", "name", "https://a.example"));
        Assert.NotEqual(before, Of("one", "nick", "https://a.example"));
    }
}
