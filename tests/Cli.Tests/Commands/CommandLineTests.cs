using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PerfFunctions.Cli.Tests.Parts;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Cli.Tests.Commands;

public sealed class CommandLineTests
{
    [Fact]
    public async Task The_help_names_every_command()
    {
        PerfEnd end = await Perf.RunAsync(["--help"]);
        Assert.Equal(0, end.Code);
        Assert.All(["init", "up", "demo", "run", "spike", "audit", "bench", "status", "cancel", "halt", "resume", "activity-log", "costs", "report", "notify", "compare", "trends", "verify", "doctor"], name => Assert.Contains($"  {name}", end.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--colour")]
    [InlineData("run")]
    [InlineData("fly")]
    [InlineData("audit", "http://127.0.0.1:9/", "--device", "watch")]
    [InlineData("audit", "http://127.0.0.1:9/", "--cpu", "4")]
    [InlineData("status", "--port", "99999")]
    [InlineData("status", "--port", "0")]
    public async Task What_is_no_command_line_ends_with_exit_code_2(params string[] arguments)
    {
        PerfEnd end = await Perf.RunAsync(arguments);
        Assert.True(end.Code == 2, $"exit code {end.Code}\n{end.Output}\n{end.Errors}");
        Assert.NotEmpty(end.Errors);
        Assert.DoesNotContain("   at ", end.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--hub", "a-b", "--hub is 'a-b'", "3 to 20 letters and digits")]
    [InlineData("--storage", "somewhere", "--storage is not the connection string", "AccountName")]
    public async Task A_hub_that_cannot_be_joined_is_refused_before_anything_is_started(string option, string value, params string[] told) =>
        (await Perf.RunAsync(["up", option, value])).IsToldAs(told);

    [Fact]
    public async Task Files_beside_the_plan_are_sent_along_and_a_missing_one_is_reported()
    {
        string folder = Directory.CreateTempSubdirectory("perf-run-").FullName;
        Dictionary<string, string> parts = [];
        await using StubService service = await StubService.StartAsync(async context =>
        {
            if (!context.Request.HasFormContentType)
            {
                return;
            }

            IFormCollection form = await context.Request.ReadFormAsync();
            parts["plan"] = form["plan"].ToString();
            foreach (IFormFile file in form.Files)
            {
                using var reader = new StreamReader(file.OpenReadStream());
                parts[$"{file.Name} {file.FileName}"] = await reader.ReadToEndAsync();
            }

            context.Response.StatusCode = 503;
        });
        const string Plan = "version: 1\nname: shop\nfeeds: { users: { file: data/users.csv } }\npages: { home: { path: / } }\n";
        string file = Path.Combine(folder, "perf.yml");
        await File.WriteAllTextAsync(file, Plan);

        (await Perf.RunAsync(["run", file, "--dry-run", "--server", service.Address.ToString()])).IsToldAs("line 3: feeds.users.file: there is no such file");
        Directory.CreateDirectory(Path.Combine(folder, "data"));
        await File.WriteAllTextAsync(Path.Combine(folder, "data", "users.csv"), "name\nanna\n");
        await Perf.RunAsync(["run", file, "--dry-run", "--server", service.Address.ToString()]);

        Assert.Equal((Plan, "name\nanna\n"), (parts["plan"], parts["file data/users.csv"]));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_plan_file_that_is_not_there_is_reported() => (await Perf.RunAsync(["run", "no/such.yml"])).IsToldAs("no/such.yml");

    [Fact]
    public async Task A_plan_with_mistakes_is_reported_with_all_of_them_before_anything_is_started() =>
        (await Perf.RunAsync(["run", "-"], "version: 2\nname: Shop\nload: { browse: { users: { count: many, for: 2 } } }\n"))
            .IsToldAs("line 1: version", "line 2: name", "load.browse.users.count", "load.browse.users.for");

    [Fact]
    public async Task A_lighthouse_file_with_mistakes_is_reported_with_its_own_lines()
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "[\n  { \"timings\": [\n    { \"metric\": \"interactive\", \"budget\": 3000 } ] } ]\n");
        (await Perf.RunAsync(["run", "-", "--budgets", file], "version: 1\nname: shop\npages: { home: { path: / } }\n"))
            .IsToldAs(file, "line 3: budgets[0].lighthouse[0].timings[0].metric", "'interactive'");
        File.Delete(file);
    }

    [Theory]
    [InlineData("halt", "--reason", "it is down")]
    [InlineData("resume")]
    [InlineData("activity-log")]
    [InlineData("costs")]
    [InlineData("notify", "20260714000000000-00000000")]
    public async Task What_looks_after_a_service_starts_none(params string[] arguments) =>
        (await Perf.RunAsync([.. arguments, "--port", "9"])).IsToldAs("No service is running at http://127.0.0.1:9", "--server or PERF_SERVER");

    [Theory]
    [InlineData("shop")]
    [InlineData("ftp://perf.example")]
    public async Task A_service_that_is_no_address_is_reported(string address)
    {
        (await Perf.RunAsync(["status", "--server", address])).IsToldAs("--server", address);
        (await Perf.RunAsync(["status"], null, $"PERF_SERVER={address}")).IsToldAs("PERF_SERVER", address);
    }

    [Fact]
    public async Task A_page_that_is_no_address_is_reported() => (await Perf.RunAsync(["audit", "shop/x"])).IsToldAs("shop/x");

    [Fact]
    public async Task A_report_that_cannot_be_written_is_reported()
    {
        await using StubService service = await StubService.StartAsync(200, "text/markdown", "# fine");
        PerfEnd written = await Perf.RunAsync(["report", "1", "--server", service.Address.ToString()]);
        Assert.Equal((0, "# fine"), (written.Code, written.Output));
        (await Perf.RunAsync(["report", "1", "--server", service.Address.ToString(), "--out", "/no/such/folder/x.md"])).IsToldAs("/no/such/folder");
    }

    [Fact]
    public async Task A_history_is_a_table_for_people_and_the_services_answer_for_programs()
    {
        string answer = JsonSerializer.Serialize(Samples.Trends, PerfJson.Options);
        await using StubService service = await StubService.StartAsync(200, "application/json", answer);
        PerfEnd json = await Perf.RunAsync(["trends", "shop", "--json", "--server", service.Address.ToString()]);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(answer), JsonNode.Parse(json.Output)), json.Output);
        Assert.Contains("+10 %", (await Perf.RunAsync(["trends", "shop", "--server", service.Address.ToString()])).Output, StringComparison.Ordinal);
    }
}
