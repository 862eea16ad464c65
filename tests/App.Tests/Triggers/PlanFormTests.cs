using System.Globalization;
using System.Text;
using System.Text.Json;
using PerfFunctions.App.Plans;
using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Files;

namespace PerfFunctions.App.Tests.Triggers;

/// <summary>Plans with files beside them, as forms.</summary>
public sealed class PlanFormTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private const string Plan = """
        version: 1
        name: files
        target: http://127.0.0.1:9
        feeds: { users: { file: data/users.csv } }
        load: { s: { users: { count: 1, for: 1s }, flow: [ { post: '/${users.name}', body: { file: a+b.bin } } ] } }
        """;

    private static readonly byte[] Users = "name\nanna\n"u8.ToArray();
    private static readonly byte[] Bytes = [0, 255, .. "\r\n--x\r\n"u8];

    [Fact]
    public async Task A_run_keeps_the_files_of_its_plan_until_it_is_purged()
    {
        Answer started = await SendAsync("POST", "/api/runs", ("data/users.csv", Users), ("a+b.bin", Bytes));
        Assert.Equal(202, started.Status);
        string id = started.Json.GetProperty("runId").GetString()!;
        await fixture.Service.EndAsync(id);

        OpenRun open = await fixture.Service.Get<RunFiles>().OpenAsync(id, default, forLoad: true);
        Assert.Equal([["anna"]], Assert.Single(open.Plan.Feeds).Rows);
        Assert.Equal(Bytes, Assert.IsType<FileBody>(Assert.IsType<HttpStep>(open.Plan.Load[0].Steps[0]).Body).Content);
        OpenRun quick = await fixture.Service.Get<RunFiles>().OpenAsync(id, default);
        Assert.Empty(Assert.Single(quick.Plan.Feeds).Rows);
        Assert.Equal(["a+b.bin", "data/users.csv"], quick.Source.Files.All.Select(f => f.Path).Order());

        await fixture.Service.Get<RunBlobs>().DeleteAsync(id, default);
        Assert.Null(await fixture.Service.Get<RunBlobs>().FindFilesAsync(id, _ => true, default));
    }

    [Fact]
    public async Task A_stored_plan_is_run_with_its_files()
    {
        Assert.Equal(200, (await SendAsync("PUT", "/api/plans/files", ("data/users.csv", Users), ("a+b.bin", Bytes))).Status);
        Assert.Equal(200, (await fixture.SendAsync("POST", "/api/runs?plan=files&dryRun=true")).Status);
        Answer started = await fixture.SendAsync("POST", "/api/runs?plan=files");
        Assert.Equal(202, started.Status);
        string id = started.Json.GetProperty("runId").GetString()!;
        await fixture.Service.EndAsync(id);
        PlanFiles files = (await fixture.Service.Get<RunBlobs>().FindFilesAsync(id, _ => true, default))!;
        Assert.Equal(Bytes, files.Find("a+b.bin")!.Content);
    }

    [Fact]
    public async Task A_text_that_is_edited_takes_the_files_that_it_still_names_from_the_stored_plan()
    {
        string plan = Plan.Replace("name: files", "name: edited", StringComparison.Ordinal);
        await SendPlanAsync("PUT", "/api/plans/edited", plan, ("data/users.csv", Users), ("a+b.bin", Bytes));

        string withoutBytes = plan.Replace(", body: { file: a+b.bin }", "", StringComparison.Ordinal);
        Assert.Equal(200, (await fixture.SendAsync("POST", "/api/runs?dryRun=true&filesOf=edited", withoutBytes)).Status);
        Assert.Equal(200, (await fixture.SendAsync("PUT", "/api/plans/edited?filesOf=edited", withoutBytes)).Status);
        JsonElement file = Assert.Single((await fixture.SendAsync("GET", "/api/plans/edited/files")).Json.EnumerateArray());
        Assert.Equal(("data/users.csv", Users.Length), (file.GetProperty("path").GetString(), file.GetProperty("bytes").GetInt32()));

        // What comes with the text takes the place of what is stored.
        byte[] others = "name\nberta\n"u8.ToArray();
        Answer more = await SendPlanAsync("PUT", "/api/plans/edited?filesOf=edited", plan, ("a+b.bin", Bytes), ("data/users.csv", others));
        Assert.Equal(200, more.Status);
        PlanSource stored = (await fixture.Service.Get<PlanStore>().FindSourceAsync("edited", default))!;
        Assert.Equal(others, stored.Files.Find("data/users.csv")!.Content);
        Assert.Equal(Bytes, stored.Files.Find("a+b.bin")!.Content);
    }

    [Fact]
    public async Task Files_of_a_plan_that_is_not_stored_are_refused()
    {
        (await fixture.SendAsync("POST", "/api/runs?dryRun=true&filesOf=absent", Plan)).IsProblem(404);
        (await fixture.SendAsync("GET", "/api/plans/absent/files")).IsProblem(404);
    }

    [Fact]
    public async Task A_plan_without_the_files_that_it_names_is_refused_with_each_of_them()
    {
        JsonElement[] errors = (await fixture.SendAsync("POST", "/api/runs", Plan)).Errors();
        Assert.Equal(
            [("feeds.users.file", 4, "data/users.csv"), ("load.s.flow[0].body.file", 5, "a+b.bin")],
            errors.Select(e => (e.GetProperty("path").GetString(), e.GetProperty("line").GetInt32(), e.GetProperty("value").GetString())));
        Assert.Equal(2, (await fixture.SendAsync("PUT", "/api/plans/files-2", Plan.Replace("name: files", "name: files-2", StringComparison.Ordinal))).Errors().Length);
    }

    [Fact]
    public async Task A_mistake_in_a_file_and_one_that_nothing_names_are_problems()
    {
        string csv = Message(await SendAsync("POST", "/api/runs?dryRun=true", ("data/users.csv", "name\na,b\n"u8.ToArray()), ("a+b.bin", Bytes)));
        Assert.Equal("in 'data/users.csv': line 2: 2 values for 1 columns", csv);
        string more = Message(await SendAsync("POST", "/api/runs?dryRun=true", ("data/users.csv", Users), ("a+b.bin", Bytes), ("c", Bytes)));
        Assert.Equal("no key of the plan names this file", more);
    }

    [Theory]
    [InlineData("../users.csv")]
    [InlineData("/etc/users.csv")]
    [InlineData("data\\users.csv")]
    [InlineData("")]
    public async Task A_file_under_a_path_that_leads_elsewhere_is_refused(string path)
    {
        JsonElement error = Assert.Single((await SendAsync("POST", "/api/runs", (path, Users))).Errors());
        Assert.Equal("file", error.GetProperty("field").GetString());
    }

    [Fact]
    public async Task A_form_with_other_parts_is_refused_with_all_of_them()
    {
        using var form = new MultipartFormDataContent { { new StringContent("x"), "colour" }, { new StringContent("y"), "size" } };
        Assert.Equal(["colour", "size", "plan"], (await SendAsync("POST", "/api/runs", form)).Errors().Select(e => e.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task A_broken_form_is_a_bad_request()
    {
        using var broken = new StringContent("--b\r\nno head", Encoding.ASCII);
        broken.Headers.Remove("Content-Type");
        broken.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
        Assert.Single((await SendAsync("POST", "/api/runs", broken)).Errors());
    }

    [Fact]
    public async Task A_table_of_a_hundred_thousand_users_and_an_upload_are_possible()
    {
        string users = string.Join('\n', Enumerable.Range(0, 100_000)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"user-{i},password-{i},user-{i}@mail.example")).Prepend("name,password,mail"));
        Answer answer = await SendAsync(
            "POST", "/api/runs?dryRun=true", ("data/users.csv", Encoding.UTF8.GetBytes(users)), ("a+b.bin", new byte[9_000_000]));
        Assert.Equal(200, answer.Status);
    }

    private static string Message(Answer answer) => Assert.Single(answer.Errors()).GetProperty("message").GetString()!;

    private Task<Answer> SendAsync(string method, string path, params (string Path, byte[] Content)[] files) =>
        SendPlanAsync(method, path, Plan, files);

    private async Task<Answer> SendPlanAsync(string method, string path, string plan, params (string Path, byte[] Content)[] files)
    {
        using var form = new MultipartFormDataContent { { new StringContent(plan), "plan" } };
        foreach ((string file, byte[] content) in files)
        {
            var part = new ByteArrayContent(content);
            part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename=\"{file.Replace("\\", "\\\\", StringComparison.Ordinal)}\"");
            form.Add(part);
        }

        return await SendAsync(method, path, form);
    }

    private async Task<Answer> SendAsync(string method, string path, HttpContent body)
    {
        using var request = new HttpRequestMessage(new(method), path) { Content = body };
        return await fixture.SendAsync(request);
    }
}
